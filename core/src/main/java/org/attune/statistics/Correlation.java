// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.stream.IntStream;

/** Correlation of rows that count several times each, as resampled rows do; of their numbers (Pearson) or ranks (Spearman). */
public final class Correlation {

    private Correlation() {}

    /** @return the rows by rising value; sorted once for all resamples */
    public static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0)) // the two zeros are equal
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The ranks of the counted rows; equals share their mean rank.
     *
     * @param order of these values, see {@link #order}
     * @param times how often each row counts
     */
    public static double[] ranks(double[] values, int[] order, int[] times) {
        double[] ranks = new double[values.length];
        long before = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            long group = 0;
            do {
                group += times[order[end++]];
            } while (end < order.length && values[order[end]] == values[order[start]]);
            for (int i = start; i < end; i++) {
                ranks[order[i]] = before + (group + 1) / 2.0;
            }
            before += group;
            start = end;
        }
        return ranks;
    }

    /** Pearson's coefficient, from -1 to 1; not a number where one side is constant. */
    public static double of(double[] x, double[] y, int[] times) {
        if (constant(x, times) || constant(y, times)) {
            return Double.NaN;
        }
        double meanX = mean(x, times);
        double meanY = mean(y, times);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int row = 0; row < times.length; row++) {
            double a = x[row] - meanX;
            double b = y[row] - meanY;
            xy += times[row] * a * b;
            xx += times[row] * a * a;
            yy += times[row] * b * b;
        }
        return Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
    }

    /** Looks at the values themselves: the rounded mean of equal numbers may differ from them. */
    public static boolean constant(double[] values, int[] times) {
        double first = Double.NaN;
        for (int row = 0; row < times.length; row++) {
            if (times[row] > 0) {
                if (!Double.isNaN(first) && values[row] != first) {
                    return false;
                }
                first = values[row];
            }
        }
        return true;
    }

    /** The mean of the counted rows. */
    public static double mean(double[] values, int[] times) {
        double sum = 0;
        long rows = 0;
        for (int row = 0; row < times.length; row++) {
            sum += times[row] * values[row];
            rows += times[row];
        }
        return sum / rows;
    }
}
