// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.attune.data.Numeral;
import org.jspecify.annotations.Nullable;

/** What a value is. */
enum Kind {
    MISSING,
    TEXT,
    NUMBER,
    TRUTH,
    LIST,
    OBJECT,
    BYTES;

    private static final Pattern NUMBER_TEXT =
            Pattern.compile("[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,4})?");
    private static final int LONGEST_NUMBER = 90;

    static Kind of(@Nullable Object value) {
        if (value == null) {
            return MISSING;
        }
        if (value instanceof String text) {
            return text.isBlank() ? MISSING : isNumber(text) ? NUMBER : TEXT;
        }
        if (value instanceof Numeral) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return TRUTH;
        }
        return value instanceof List ? LIST : value instanceof Map ? OBJECT : BYTES;
    }

    private static boolean isNumber(String text) {
        char first = text.charAt(0);
        return text.length() <= LONGEST_NUMBER
                && (first <= '9' || Character.isWhitespace(first))
                && NUMBER_TEXT.matcher(text.strip()).matches();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
