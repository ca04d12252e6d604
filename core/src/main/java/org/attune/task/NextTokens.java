// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Arrays;
import org.attune.data.Batch;
import org.attune.data.Example;

/**
 * The tokens that a batch is to predict, row after row.
 *
 * @param places where the states stand that predict them, in [batch · time], or in the row of packed examples
 * @param ids what they are
 * @param byRow how many each row has
 */
record NextTokens(long[] places, long[] ids, int[] byRow) {

    static NextTokens of(Batch batch) {
        int[] byRow = batch.examples().stream().mapToInt(NextTokens::count).toArray();
        int all = Arrays.stream(byRow).sum();
        NextTokens next = new NextTokens(new long[all], new long[all], byRow);
        int found = 0;
        int from = 0; // of the row
        for (int row = 0; row < batch.size(); row++) {
            double[] target = batch.examples().get(row).target();
            for (int t = 0; t < target.length; t++) {
                if (target[t] != CrossEntropy.IGNORED) {
                    next.places[found] = (long) from + t;
                    next.ids[found++] = (long) target[t];
                }
            }
            from += batch.packed() ? batch.examples().get(row).length() : batch.length();
        }
        return next;
    }

    static int count(Example example) {
        return (int) Arrays.stream(example.target())
                .filter(target -> target != CrossEntropy.IGNORED)
                .count();
    }
}
