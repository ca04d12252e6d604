// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their widest cell. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param alignment one character for each column: {@code l} or {@code r} */
    public TextTable(String alignment, String... heading) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
        row(heading);
    }

    public TextTable row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + right.length + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** One line for each row, the heading first, without blanks at their ends. */
    public List<String> lines() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - length(row.get(i)));
            line.append(i == 0 ? "" : GAP)
                    .append(right[i] ? blanks : "")
                    .append(row.get(i))
                    .append(right[i] ? "" : blanks);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
