// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import java.util.Locale;
import java.util.Set;

/** What a key may be used for. */
public enum Scope {
    /** Every key may, whatever its scopes. */
    ANY,
    /** To ask models, and to say what would have been right. */
    INFER,
    /** To read what was collected for training, and to train. */
    TUNE,
    /** Everything. */
    ADMIN;

    /** Whether a key that has these may do what asks for this one. */
    public boolean isIn(Set<Scope> granted) {
        return this == ANY || granted.contains(this) || granted.contains(ADMIN);
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
