// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.List;
import org.attune.problem.Similar;

/** What a value of a tokenizer.json must be. Bounds are generous for real files and small enough for the native side. */
@FunctionalInterface
interface Rule {

    /** Says what is wrong, if anything is. */
    void check(Place value);

    /** Also null or absent. */
    default Rule orNone() {
        return value -> {
            if (!value.isAbsent()) {
                check(value);
            }
        };
    }

    static Rule bool() {
        return value -> {
            if (!value.node().isBoolean()) {
                value.bad("true or false");
            }
        };
    }

    /** Text of {@code least} to {@code most} UTF-16 units without lone surrogates. */
    static Rule text(int least, int most) {
        return value -> {
            String text = value.text();
            if (!value.node().isString() || text.length() < least || text.length() > most) {
                value.bad("text of " + least + " to " + most + " characters");
            } else if (!Unicode.isWellFormed(text)) {
                value.bad("text without half of a surrogate pair");
            }
        };
    }

    static Rule character() {
        return value -> {
            String text = value.text();
            if (text.isEmpty() || text.codePointCount(0, text.length()) != 1 || !Unicode.isWellFormed(text)) {
                value.bad("one character");
            }
        };
    }

    static Rule whole(int low, int high) {
        return value -> {
            if (!value.isWhole(low, high)) {
                return;
            }
        };
    }

    static Rule oneOf(String... words) {
        return value -> {
            if (!List.of(words).contains(value.text())) {
                value.bad("one of " + String.join(", ", words) + "; " + Similar.hint(value.text(), List.of(words)));
            }
        };
    }
}
