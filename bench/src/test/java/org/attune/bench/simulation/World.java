// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.simulation;

import java.util.SplittableRandom;
import org.attune.statistics.SummedMetric;

/**
 * Two candidates who answer rows of different difficulty: log odds of being right are the row's, the candidate's and the seed's.
 *
 * @param seedSpread standard deviation of what a seed adds
 * @param better what the first candidate adds
 */
record World(int rows, int seeds, double seedSpread, double better) {

    private static final double ROW_MEAN = 1;
    private static final double ROW_SPREAD = 1.2;

    /** All seeds of the first candidate, then all of the second. */
    SummedMetric draw(SplittableRandom random) {
        double[] row = new double[rows];
        for (int i = 0; i < rows; i++) {
            row[i] = ROW_MEAN + ROW_SPREAD * random.nextGaussian();
        }
        boolean[][] right = new boolean[2 * seeds][rows];
        for (int a = 0; a < right.length; a++) {
            double own = seedSpread * random.nextGaussian() + (a < seeds ? better : 0);
            for (int i = 0; i < rows; i++) {
                right[a][i] = random.nextDouble() < 1 / (1 + Math.exp(-row[i] - own));
            }
        }
        return SummedMetric.share(right);
    }

    /** The difference of the shares of rows that are right, over all rows and seeds that there could be. */
    double truth() {
        double spread = Math.hypot(ROW_SPREAD, seedSpread);
        return expected(ROW_MEAN + better, spread) - expected(ROW_MEAN, spread);
    }

    /** By Simpson's rule over eight standard deviations on both sides. */
    private static double expected(double mean, double spread) {
        int steps = 2000;
        double width = 16.0 / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double z = -8 + i * width;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-z * z / 2) / (1 + Math.exp(-mean - spread * z));
        }
        return sum * width / 3 / Math.sqrt(2 * Math.PI);
    }

    int[] first() {
        return answers(0);
    }

    int[] second() {
        return answers(seeds);
    }

    private int[] answers(int from) {
        int[] answers = new int[seeds];
        for (int s = 0; s < seeds; s++) {
            answers[s] = from + s;
        }
        return answers;
    }
}
