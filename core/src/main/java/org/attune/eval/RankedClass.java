// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The rows by falling score for one class, ready to be weighed: each entry is row·4, plus 2 where the row is of the class,
 * plus 1 where it is the last of those with its score.
 */
record RankedClass(int[] entries) {

    static RankedClass of(float[][] probabilities, int column, IntPredicate positive) {
        int n = probabilities.length;
        if (n > 1 << 29) {
            throw new IllegalArgumentException("too many rows to rank: " + n);
        }
        long[] keys = new long[n];
        for (int row = 0; row < n; row++) {
            // bits of non-negative floats order as the floats do; adding 0 turns -0 into 0
            int bits = Float.floatToIntBits(probabilities[row][column] + 0f);
            keys[row] = ((long) (Integer.MAX_VALUE - bits) << 32) | row;
        }
        Arrays.sort(keys);
        int[] entries = new int[n];
        for (int i = 0; i < n; i++) {
            int row = (int) keys[i];
            boolean last = i + 1 == n || keys[i] >>> 32 != keys[i + 1] >>> 32;
            entries[i] = row << 2 | (positive.test(row) ? 2 : 0) | (last ? 1 : 0);
        }
        return new RankedClass(entries);
    }

    /**
     * Adds the area under the ROC curve and the average precision (no interpolation, scikit-learn's) to two sums with their
     * numbers: {@code {auc, how many, ap, how many}}. A class without positives has neither, one without negatives no AUC.
     */
    void addTo(double[] sums, int[] times) {
        long above = 0; // positives seen
        long below = 0; // negatives seen
        long groupAbove = 0;
        long groupBelow = 0;
        double area = 0;
        double precisions = 0;
        for (int entry : entries) {
            int weight = times[entry >>> 2];
            if ((entry & 2) != 0) {
                groupAbove += weight;
            } else {
                groupBelow += weight;
            }
            if ((entry & 1) != 0) {
                area += groupBelow * (above + 0.5 * groupAbove);
                above += groupAbove;
                below += groupBelow;
                if (groupAbove > 0) {
                    precisions += groupAbove * ((double) above / (above + below));
                }
                groupAbove = 0;
                groupBelow = 0;
            }
        }
        if (above > 0 && below > 0) {
            sums[0] += area / ((double) above * below);
            sums[1]++;
        }
        if (above > 0) {
            sums[2] += precisions / above;
            sums[3]++;
        }
    }
}
