// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.security.SecureRandom;

/** Names that nobody guesses, as OpenAI's API has them: a prefix and 24 letters and digits. */
public final class Ids {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** @param prefix {@code file-}, {@code ftjob-} */
    public static String make(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }
}
