// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.attune.data.Row;
import org.attune.data.RowKey;
import org.attune.data.TextColumns;
import org.attune.data.similar.IntColumn;
import org.attune.data.similar.KeyIndex;
import org.attune.data.similar.NearDuplicates;
import org.attune.problem.InputException;

/**
 * Rows in folds, each class in equal shares; rows with equal inputs and near duplicates never lie in two folds. A function of what the
 * rows say and of the seed, not of their order.
 *
 * @param count of folds, at least 2
 * @param near Jaccard similarity from which texts stay together; 0: only equal ones do
 */
public record Folds(int count, double near, long seed) {

    private static final int MOST = 100;

    public Folds {
        if (count < 2 || count > MOST) {
            throw new InputException(
                    "data.folds",
                    "--folds",
                    String.valueOf(count),
                    "each row is judged by a head that learnt from other folds: from 2 to " + MOST + " of them",
                    "5 is usual");
        }
        if (!(near >= 0 && near <= 1)) {
            throw new InputException(
                    "data.threshold",
                    "--near-duplicates",
                    String.valueOf(near),
                    "a similarity is at most 1; 0 switches this off",
                    "0.8");
        }
    }

    /**
     * The fold of each row, from 0.
     *
     * @param classes of the rows
     * @param temporary a folder for what does not fit into memory
     */
    public int[] of(List<Row> rows, int[] classes, TextColumns columns, Path temporary) {
        KeyIndex index = new KeyIndex();
        IntColumn inputs = new IntColumn();
        long[] keys = new long[rows.size()];
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        try (NearDuplicates texts = new NearDuplicates(near > 0 ? near : 1, temporary)) {
            for (int row = 0; row < keys.length; row++) {
                RowKey key = RowKey.of(rows.get(row), columns.inputs(), seed);
                keys[row] = key.high();
                inputs.add(index.number(key.high(), key.low()));
                if (near > 0) {
                    texts.add(columns.text(rows.get(row)));
                }
            }
            Families families = new Families();
            rows.forEach(families::add);
            Links links = new Links(inputs.toArray(), List.of(families.numbers()), near > 0 ? texts : null);
            return new ExactSplit(shares, keys)
                    .assign(links.components(), classes)
                    .part();
        }
    }
}
