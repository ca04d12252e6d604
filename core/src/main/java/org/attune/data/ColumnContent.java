// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a column holds, by its first rows.
 *
 * @param filled values that are neither null nor blank
 * @param scalars of those, the ones that are neither lists nor objects
 */
record ColumnContent(
        String column, int rows, int filled, int scalars, int numbers, int distinct, double characters, double words) {

    private static final int MOST_ROWS = 2000;
    private static final double LONGEST_LABEL = 48;

    static ColumnContent of(Table table, String column) {
        List<Row> rows =
                table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()));
        Set<String> distinct = new HashSet<>();
        int filled = 0;
        int scalars = 0;
        int numbers = 0;
        long characters = 0;
        long words = 0;
        for (Row row : rows) {
            Object value = row.value(column);
            if (value == null || value.toString().isBlank()) {
                continue;
            }
            filled++;
            if (value instanceof String || value instanceof Numeral || value instanceof Boolean) {
                String text = value.toString().strip();
                scalars++;
                numbers += Decimals.isNumber(text) ? 1 : 0;
                characters += text.length();
                words += 1 + text.chars().filter(Character::isWhitespace).count();
                distinct.add(text);
            }
        }
        double count = Math.max(1, scalars);
        return new ColumnContent(
                column, rows.size(), filled, scalars, numbers, distinct.size(), characters / count, words / count);
    }

    boolean isText() {
        return scalars == filled && filled > 0 && numbers * 2 < filled && words >= 2 && distinct * 2 > filled;
    }

    boolean isLabel() {
        return scalars == filled
                && filled * 10 >= rows * 9
                && distinct >= 2
                && distinct * 2 <= filled
                && characters <= LONGEST_LABEL
                && words < 6;
    }

    boolean isNumeric() {
        return filled > 0 && numbers == filled;
    }

    String describe() {
        return isLabel()
                ? "has few different values (" + distinct + " in " + rows + " rows)"
                : "holds words (" + Math.round(words) + " in a row on average)";
    }
}
