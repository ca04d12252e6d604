// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;
import java.util.Comparator;

/** Of many tests some are clear by chance: p values made larger so that their limit holds for all together. */
public enum Correction {
    /** The chance that any is wrongly clear (Holm 1979). */
    HOLM,
    /** The share of the clear ones that are wrongly so (Benjamini and Hochberg 1995). */
    BENJAMINI_HOCHBERG,
    NONE;

    /** In the order of the given ones; NaN stays, and counts as no test. */
    public double[] of(double... p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i])); // NaN last
        int tests = (int) Arrays.stream(p).filter(value -> !Double.isNaN(value)).count();
        double[] corrected = p.clone();
        if (this == HOLM) {
            double largest = 0;
            for (int i = 0; i < tests; i++) {
                largest = Math.max(largest, Math.min(1, p[order[i]] * (tests - i)));
                corrected[order[i]] = largest;
            }
        } else if (this == BENJAMINI_HOCHBERG) {
            double smallest = 1;
            for (int i = tests - 1; i >= 0; i--) {
                smallest = Math.min(smallest, p[order[i]] / ((i + 1.0) / tests));
                corrected[order[i]] = smallest;
            }
        }
        return corrected;
    }
}
