// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.function.Function;

/** Gives an open file to the reader that will own it, or closes it when the reader refuses. */
final class Opened {

    private Opened() {}

    static <T> T with(FileBytes file, Function<FileBytes, T> reader) {
        boolean kept = false;
        try {
            T result = reader.apply(file);
            kept = true;
            return result;
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }
}
