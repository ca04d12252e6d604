// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of RFC 4180, ended by one line feed. */
final class Csv {

    private Csv() {}

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
