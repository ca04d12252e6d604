// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.function.ToDoubleFunction;

/**
 * A metric that is a function of sums over rows: accuracy, F1 of entities, a correlation.
 *
 * @param terms numbers that add up over rows, {@code [answers][rows][terms]}
 * @param value of their sums
 */
public record SummedMetric(double[][][] terms, ToDoubleFunction<double[]> value) implements RowMetric {

    /** Shares of rows that are right, {@code [answers][rows]}. */
    public static SummedMetric share(boolean[][] right) {
        double[][][] terms = new double[right.length][][];
        for (int a = 0; a < terms.length; a++) {
            terms[a] = new double[right[a].length][];
            for (int row = 0; row < right[a].length; row++) {
                terms[a][row] = new double[] {right[a][row] ? 1 : 0, 1};
            }
        }
        return new SummedMetric(terms, sums -> sums[0] / sums[1]);
    }

    @Override
    public int rows() {
        return terms[0].length;
    }

    @Override
    public int answers() {
        return terms.length;
    }

    @Override
    public double value(int[] times, int[] answer) {
        double[] sums = new double[rows() == 0 ? 0 : terms[0][0].length];
        for (int row = 0; row < times.length; row++) {
            int weight = times[row];
            if (weight > 0) {
                double[] own = terms[answer[row]][row];
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += weight * own[k];
                }
            }
        }
        return value.applyAsDouble(sums);
    }
}
