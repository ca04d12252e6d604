// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import org.attune.problem.WorkException;

/** Checks that the kinds of scores share. */
final class Scores {

    /** Rounding of 16-bit arithmetic may lift a probability this far above 1. */
    private static final float ROUNDING = 0.01f;

    private Scores() {}

    static void sameLength(int truth, int answers) {
        if (truth != answers) {
            throw new IllegalArgumentException(truth + " true values and " + answers + " answers");
        }
    }

    static void checkProbabilities(float[][] probabilities) {
        for (int row = 0; row < probabilities.length; row++) {
            sameLength(probabilities[0].length, probabilities[row].length);
            for (float p : probabilities[row]) {
                if (!Float.isFinite(p)) {
                    throw notFinite(row, p);
                }
                if (p < 0 || p > 1 + ROUNDING) {
                    throw new IllegalArgumentException("row " + row + " has the probability " + p);
                }
            }
        }
    }

    static WorkException notFinite(int row, double value) {
        return new WorkException(
                "evaluation.not-finite",
                "row " + (row + 1) + " of the evaluated split",
                "the model's answer is " + value,
                "a model answers with finite numbers",
                "the training has diverged: lower training.learning_rate, or use training.precision: fp32");
    }
}
