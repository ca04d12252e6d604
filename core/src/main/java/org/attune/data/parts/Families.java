// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.List;
import org.attune.data.Parentage;
import org.attune.data.Row;
import org.attune.data.RowKey;
import org.attune.data.similar.IntColumn;
import org.attune.data.similar.KeyIndex;

/** Numbers groups of rows by what a column says, rows without a value standing alone; here what rows were made of. */
final class Families {

    private static final int ALONE = -1;

    private final KeyIndex keys = new KeyIndex();
    private final IntColumn numbers = new IntColumn();

    void add(Row row) {
        numbers.add(Parentage.of(row).isEmpty() ? ALONE : number(row, Parentage.PARENT));
    }

    /** @param column by whose values rows belong together */
    void add(Row row, String column) {
        Object value = row.value(column);
        numbers.add(value == null || value.toString().isBlank() ? ALONE : number(row, column));
    }

    int[] numbers() {
        return numbers.toArray();
    }

    private int number(Row row, String column) {
        RowKey key = RowKey.of(row, List.of(column), 0);
        return keys.number(key.high(), key.low());
    }
}
