// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Commands for the files that are looked at. */
record Mending(Map<String, List<String>> filesByPart, List<String> columnOptions) {

    /** Cleans the first part: the other ones are for measuring, and what is measured with stays as it comes. */
    String clean(String options) {
        return "attune data clean " + files(0) + columns() + " " + options + " --out cleaned";
    }

    /** Takes from the first part what also stands in the others. */
    String withoutHeldOut(String options) {
        List<String> held =
                filesByPart.values().stream().skip(1).flatMap(List::stream).toList();
        return "attune data clean " + files(0) + columns()
                + held.stream().map(f -> " --held-out " + quoted(f)).collect(Collectors.joining()) + options
                + " --out cleaned";
    }

    private String files(int part) {
        return List.copyOf(filesByPart.values()).get(part).stream()
                .map(Mending::quoted)
                .collect(Collectors.joining(" "));
    }

    private String columns() {
        return columnOptions.stream().map(o -> " " + quoted(o)).collect(Collectors.joining());
    }

    private static String quoted(String word) {
        return word.matches("[\\w./=:@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
