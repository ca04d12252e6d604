// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.attune.task.ClassScores;

/** Made-up answers of a model that is right most of the time. */
final class EvalData {

    private EvalData() {}

    static Metric metric(Map<String, Metric> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name), name);
    }

    static double value(SplitEvaluation split, String name) {
        return split.value(name).orElseThrow();
    }

    static Interval interval(Metric metric) {
        return Objects.requireNonNull(metric.ci95(), "no interval");
    }

    static Confusion confusion(SplitEvaluation split) {
        return Objects.requireNonNull(split.confusion(), "no confusion matrix");
    }

    static ClassRow row(SplitEvaluation split, String label) {
        return Objects.requireNonNull(split.perClass().get(label), label);
    }

    static ClassScores scores(int rows, int classes, long seed) {
        Random random = new Random(seed);
        int[] labels = new int[rows];
        float[][] probabilities = new float[rows][classes];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(classes);
            double[] scores = new double[classes];
            for (int c = 0; c < classes; c++) {
                scores[c] = 1.5 * random.nextGaussian() + (c == labels[row] ? 4 : 0);
            }
            LinearProduct.softmax(scores);
            for (int c = 0; c < classes; c++) {
                probabilities[row][c] = (float) scores[c];
            }
        }
        return new ClassScores(labels, probabilities);
    }
}
