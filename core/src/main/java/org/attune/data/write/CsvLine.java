// SPDX-License-Identifier: Apache-2.0
package org.attune.data.write;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A record of a CSV file after RFC 4180. */
public final class CsvLine {

    private CsvLine() {}

    public static String of(Collection<?> values) {
        StringBuilder line = new StringBuilder();
        int number = 0;
        for (Object value : values) {
            line.append(number++ == 0 ? "" : ",").append(field(value));
        }
        // a single empty field would be an empty line, which readers pass over
        return line.isEmpty() ? "\"\"" : line.toString();
    }

    private static String field(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars()
                .noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\t' || c == ';' || c == '|');
        boolean blank = !text.isEmpty()
                && (Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1)));
        return plain && !blank ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
