// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import java.util.stream.IntStream;
import org.attune.statistics.RowMetric;

/**
 * The correlation of ranks of the rows that count. Rows are sorted once for each who answered; where answers are mixed, they are
 * sorted anew.
 *
 * @param truth number of each row; {@code said[answer]} likewise
 * @param byTruth rows by the truth; {@code bySaid[answer]} likewise
 */
record Spearman(double[] truth, double[][] said, int[] byTruth, int[][] bySaid) implements RowMetric {

    static Spearman of(AnswerSheets sheets) {
        double[] truth = numbers(sheets.labels());
        double[][] said = sheets.answers().stream().map(Spearman::numbers).toArray(double[][]::new);
        int[][] bySaid = new int[said.length][];
        for (int a = 0; a < said.length; a++) {
            bySaid[a] = order(said[a]);
        }
        return new Spearman(truth, said, order(truth), bySaid);
    }

    @Override
    public int rows() {
        return truth.length;
    }

    @Override
    public int answers() {
        return said.length;
    }

    @Override
    public double value(int[] times, int[] answer) {
        int first = answer.length == 0 ? 0 : answer[0];
        boolean mixed = false;
        double[] own = new double[truth.length];
        for (int row = 0; row < own.length; row++) {
            own[row] = said[answer[row]][row];
            mixed |= answer[row] != first;
        }
        return correlation(ranks(truth, byTruth, times), ranks(own, mixed ? order(own) : bySaid[first], times), times);
    }

    /** Equal numbers share their mean rank. */
    private static double[] ranks(double[] values, int[] order, int[] times) {
        double[] ranks = new double[values.length];
        long before = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            long group = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                group += times[order[to++]];
            }
            for (int i = from; i < Math.max(to, from + 1); i++) {
                ranks[order[i]] = before + (group + 1) / 2.0;
            }
            before += group;
            from = Math.max(to, from + 1);
        }
        return ranks;
    }

    private static double correlation(double[] x, double[] y, int[] times) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        for (int row = 0; row < x.length; row++) {
            n += times[row];
            sumX += times[row] * x[row];
            sumY += times[row] * y[row];
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int row = 0; row < x.length; row++) {
            double dx = x[row] - sumX / n;
            double dy = y[row] - sumY / n;
            xy += times[row] * dx * dy;
            xx += times[row] * dx * dx;
            yy += times[row] * dy * dy;
        }
        return xx * yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
    }

    private static double[] numbers(List<Given> given) {
        return given.stream().mapToDouble(Given::number).toArray();
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
