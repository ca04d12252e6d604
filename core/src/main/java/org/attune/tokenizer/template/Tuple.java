// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.List;

/** Python's tuple; a list is a {@code java.util.List}. Never changed. */
record Tuple(List<Object> items) {

    static Tuple of(Object... items) {
        return new Tuple(List.of(items));
    }
}
