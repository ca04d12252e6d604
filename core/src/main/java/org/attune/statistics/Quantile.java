// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

/** Quantiles of a sample, linear between the order statistics, as numpy's default. */
public final class Quantile {

    private Quantile() {}

    /** @return not a number for an empty sample */
    public static double of(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
