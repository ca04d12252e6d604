// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;

/** Metrics of single-label classification that need only truth and prediction of each row. */
record CountFamily(int[] labels, int[] predictions, int classes) implements Family {

    private static final List<String> NAMES = MetricNames.CLASSIFICATION.subList(0, 11);

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public int rows() {
        return labels.length;
    }

    @Override
    public long cost() {
        return labels.length + 10L * classes;
    }

    @Override
    public double[] values(int[] times) {
        return values(counts(times), times);
    }

    Counts counts(int[] times) {
        double[] correct = new double[classes];
        double[] predicted = new double[classes];
        double[] support = new double[classes];
        for (int row = 0; row < labels.length; row++) {
            int weight = times[row];
            support[labels[row]] += weight;
            predicted[predictions[row]] += weight;
            if (labels[row] == predictions[row]) {
                correct[labels[row]] += weight;
            }
        }
        boolean[] averaged = new boolean[classes];
        for (int c = 0; c < classes; c++) {
            averaged[c] = predicted[c] + support[c] > 0;
        }
        return new Counts(correct, predicted, support, averaged);
    }

    private static double[] values(Counts counts, int[] times) {
        return new double[] {
            Counts.sum(counts.correct()) / times.length,
            counts.f1Macro(),
            counts.f1Micro(),
            counts.f1Weighted(),
            counts.precisionMacro(),
            counts.precisionMicro(),
            counts.precisionWeighted(),
            counts.recallMacro(),
            counts.recallMicro(),
            counts.recallWeighted(),
            counts.mcc()
        };
    }
}
