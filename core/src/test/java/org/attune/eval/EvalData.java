// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Random;

/** Made-up answers of a model that is right most of the time. */
final class EvalData {

    private EvalData() {}

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
