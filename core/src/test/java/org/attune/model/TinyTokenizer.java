// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.attune.tokenizer.TextTokenizer;

/** A tokenizer of a few words, for models that are as small. */
final class TinyTokenizer {

    private TinyTokenizer() {}

    static byte[] json() {
        try (InputStream json =
                Objects.requireNonNull(TinyTokenizer.class.getResourceAsStream("/model/tokenizer.json"))) {
            return json.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TextTokenizer open() {
        return TextTokenizer.of(json(), "tiny");
    }
}
