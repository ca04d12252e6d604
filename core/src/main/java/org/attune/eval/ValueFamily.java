// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;
import org.attune.statistics.Correlation;
import org.attune.task.ValueScores;

/**
 * Metrics of regression over weighted rows.
 *
 * @param byTarget the rows by rising target, {@code [rows]}; likewise {@code byPrediction}
 */
record ValueFamily(double[] targets, double[] predictions, int[] byTarget, int[] byPrediction) implements Family {

    static ValueFamily of(ValueScores scores) {
        return new ValueFamily(
                scores.targets(),
                scores.predictions(),
                Correlation.order(scores.targets()),
                Correlation.order(scores.predictions()));
    }

    @Override
    public List<String> names() {
        return MetricNames.REGRESSION;
    }

    @Override
    public int rows() {
        return targets.length;
    }

    @Override
    public long cost() {
        return 8L * rows();
    }

    @Override
    public double[] values(int[] times) {
        double squares = 0;
        double absolute = 0;
        for (int row = 0; row < times.length; row++) {
            double error = targets[row] - predictions[row];
            squares += times[row] * error * error;
            absolute += times[row] * Math.abs(error);
        }
        double spearman = Correlation.of(
                Correlation.ranks(targets, byTarget, times),
                Correlation.ranks(predictions, byPrediction, times),
                times);
        double spread = Correlation.constant(targets, times) ? Double.NaN : spread(targets, times);
        double n = times.length;
        return new double[] {
            Correlation.of(targets, predictions, times), spearman, squares / n, absolute / n, 1 - squares / spread
        };
    }

    private static double spread(double[] values, int[] times) {
        double mean = Correlation.mean(values, times);
        double sum = 0;
        for (int row = 0; row < times.length; row++) {
            sum += times[row] * (values[row] - mean) * (values[row] - mean);
        }
        return sum;
    }
}
