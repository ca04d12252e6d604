// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;
import java.util.stream.IntStream;
import org.attune.task.ValueScores;

/**
 * Metrics of regression over weighted rows.
 *
 * @param byTarget the rows by rising target, {@code [rows]}; likewise {@code byPrediction}
 */
record ValueFamily(double[] targets, double[] predictions, int[] byTarget, int[] byPrediction) implements Family {

    static ValueFamily of(ValueScores scores) {
        return new ValueFamily(
                scores.targets(), scores.predictions(), order(scores.targets()), order(scores.predictions()));
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
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
        double spearman = correlation(ranks(targets, byTarget, times), ranks(predictions, byPrediction, times), times);
        double spread = constant(targets, times) ? Double.NaN : spread(targets, times);
        double n = times.length;
        return new double[] {
            correlation(targets, predictions, times), spearman, squares / n, absolute / n, 1 - squares / spread
        };
    }

    /** Ranks of the weighted rows; equals share their mean rank. */
    private static double[] ranks(double[] values, int[] order, int[] times) {
        double[] ranks = new double[values.length];
        long before = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            long group = 0;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                group += times[order[end++]];
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = before + (group + 1) / 2.0;
            }
            before += group;
            start = end;
        }
        return ranks;
    }

    private static double correlation(double[] x, double[] y, int[] times) {
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
    private static boolean constant(double[] values, int[] times) {
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

    private static double mean(double[] values, int[] times) {
        double sum = 0;
        for (int row = 0; row < times.length; row++) {
            sum += times[row] * values[row];
        }
        return sum / times.length;
    }

    private static double spread(double[] values, int[] times) {
        double mean = mean(values, times);
        double sum = 0;
        for (int row = 0; row < times.length; row++) {
            sum += times[row] * (values[row] - mean) * (values[row] - mean);
        }
        return sum;
    }
}
