// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;

/**
 * Metrics of a corpus that are functions of sums over its rows.
 *
 * @param sums what each row adds, {@code [rows][sums]}
 * @param values the metrics of the summed rows
 */
record SumFamily(List<String> names, double[][] sums, Values values) implements Family {

    /** From sums to values in the order of the names; NaN where undefined. */
    interface Values {
        double[] of(double[] sums);
    }

    @Override
    public int rows() {
        return sums.length;
    }

    @Override
    public long cost() {
        return sums.length == 0 ? 0 : (long) sums.length * sums[0].length;
    }

    @Override
    public double[] values(int[] times) {
        double[] total = new double[sums[0].length];
        for (int row = 0; row < times.length; row++) {
            int weight = times[row];
            double[] own = sums[row];
            for (int i = 0; i < total.length && weight > 0; i++) {
                total[i] += weight * own[i];
            }
        }
        return values.of(total);
    }
}
