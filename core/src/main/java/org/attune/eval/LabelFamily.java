// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.List;
import org.attune.task.LabelScores;

/**
 * Metrics of multi-label classification that need only truth and prediction.
 *
 * @param marks per row the labels that are true or predicted: label·4, plus 2 if true, plus 1 if predicted
 * @param exact whether the row's labels are all right, {@code [rows]}
 */
record LabelFamily(int[][] marks, boolean[] exact, int labels) implements Family {

    private static final List<String> NAMES = MetricNames.MULTI_LABEL.subList(0, 10);

    static LabelFamily of(LabelScores scores, int labels) {
        boolean[][] given = scores.predictions();
        int[][] marks = new int[scores.rows()][];
        boolean[] exact = new boolean[scores.rows()];
        for (int row = 0; row < marks.length; row++) {
            boolean[] truth = scores.labels()[row];
            int[] found = new int[truth.length];
            int size = 0;
            for (int label = 0; label < truth.length; label++) {
                if (truth[label] || given[row][label]) {
                    found[size++] = label << 2 | (truth[label] ? 2 : 0) | (given[row][label] ? 1 : 0);
                }
            }
            marks[row] = Arrays.copyOf(found, size);
            exact[row] = Arrays.equals(truth, given[row]);
        }
        return new LabelFamily(marks, exact, labels);
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public int rows() {
        return marks.length;
    }

    @Override
    public long cost() {
        long cost = rows() + 10L * labels;
        for (int[] row : marks) {
            cost += row.length;
        }
        return cost;
    }

    Counts counts(int[] times) {
        double[] correct = new double[labels];
        double[] predicted = new double[labels];
        double[] support = new double[labels];
        for (int row = 0; row < marks.length; row++) {
            for (int mark : marks[row]) {
                support[mark >>> 2] += (mark & 2) == 0 ? 0 : times[row];
                predicted[mark >>> 2] += (mark & 1) == 0 ? 0 : times[row];
                correct[mark >>> 2] += (mark & 3) == 3 ? times[row] : 0;
            }
        }
        boolean[] averaged = new boolean[labels];
        Arrays.fill(averaged, true);
        return new Counts(correct, predicted, support, averaged);
    }

    @Override
    public double[] values(int[] times) {
        Counts counts = counts(times);
        double right = 0;
        for (int row = 0; row < exact.length; row++) {
            right += exact[row] ? times[row] : 0;
        }
        return new double[] {
            right / times.length,
            counts.f1Macro(),
            counts.f1Micro(),
            counts.f1Weighted(),
            counts.precisionMacro(),
            counts.precisionMicro(),
            counts.precisionWeighted(),
            counts.recallMacro(),
            counts.recallMicro(),
            counts.recallWeighted()
        };
    }
}
