// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import org.attune.statistics.Correlation;
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
            bySaid[a] = Correlation.order(said[a]);
        }
        return new Spearman(truth, said, Correlation.order(truth), bySaid);
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
        int[] order = mixed ? Correlation.order(own) : bySaid[first];
        return Correlation.of(Correlation.ranks(truth, byTruth, times), Correlation.ranks(own, order, times), times);
    }

    private static double[] numbers(List<Given> given) {
        return given.stream().mapToDouble(Given::number).toArray();
    }
}
