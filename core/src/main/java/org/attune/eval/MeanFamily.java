// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;

/** Metrics that are means of one value per row, {@code [names][rows]}. */
record MeanFamily(List<String> names, double[][] perRow) implements Family {

    /** scikit-learn clips probabilities by the machine epsilon of 64 bits before the logarithm. */
    private static final double EPSILON = 0x1p-52;

    static MeanFamily of(ClassScores scores) {
        double[] loss = new double[scores.rows()];
        double[] amongFive = new double[scores.rows()];
        for (int row = 0; row < loss.length; row++) {
            float[] p = scores.probabilities()[row];
            int label = scores.labels()[row];
            loss[row] = -Math.log(clip(p[label]));
            amongFive[row] = better(p, label) < 5 ? 1 : 0;
        }
        List<double[]> values = new ArrayList<>(List.of(loss));
        List<String> names = new ArrayList<>(List.of("log_loss"));
        if (scores.classes() > 5) { // with five classes or fewer it says nothing
            names.add("top5_accuracy");
            values.add(amongFive);
        }
        return new MeanFamily(names, values.toArray(double[][]::new));
    }

    /** The mean over labels of the binary cross-entropy. */
    static MeanFamily of(LabelScores scores) {
        double[] loss = new double[scores.rows()];
        for (int row = 0; row < loss.length; row++) {
            for (int label = 0; label < scores.classes(); label++) {
                double p = clip(scores.probabilities()[row][label]);
                loss[row] -= Math.log(scores.labels()[row][label] ? p : 1 - p) / scores.classes();
            }
        }
        return new MeanFamily(List.of("log_loss"), new double[][] {loss});
    }

    private static double clip(double p) {
        return Math.max(EPSILON, Math.min(1 - EPSILON, p));
    }

    /** Classes before the label; of equals the later one comes first, as in scikit-learn. */
    private static int better(float[] p, int label) {
        int better = 0;
        for (int c = 0; c < p.length; c++) {
            if (p[c] > p[label] || (p[c] == p[label] && c > label)) {
                better++;
            }
        }
        return better;
    }

    @Override
    public int rows() {
        return perRow[0].length;
    }

    @Override
    public long cost() {
        return 2L * rows();
    }

    @Override
    public double[] values(int[] times) {
        double[] means = new double[perRow.length];
        for (int m = 0; m < means.length; m++) {
            for (int row = 0; row < times.length; row++) {
                means[m] += times[row] * perRow[m][row];
            }
            means[m] /= times.length;
        }
        return means;
    }
}
