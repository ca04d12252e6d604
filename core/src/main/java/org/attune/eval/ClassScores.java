// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * What a single-label classifier said.
 *
 * @param labels the true classes, {@code [rows]}
 * @param probabilities {@code [rows][classes]}, finite, each row summing to 1
 */
public record ClassScores(int[] labels, float[][] probabilities) {

    /** @throws org.attune.problem.WorkException where a probability is not a number: the model has diverged */
    public ClassScores {
        Scores.sameLength(labels.length, probabilities.length);
        Scores.checkProbabilities(probabilities);
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= probabilities[row].length) {
                throw new IllegalArgumentException(
                        "row " + row + " has class " + labels[row] + " of " + probabilities[row].length);
            }
        }
    }

    public int rows() {
        return labels.length;
    }

    public int classes() {
        return probabilities.length == 0 ? 0 : probabilities[0].length;
    }

    /** The most probable class of each row; the first of equals. */
    public int[] predictions() {
        int[] predictions = new int[rows()];
        for (int row = 0; row < predictions.length; row++) {
            float[] p = probabilities[row];
            for (int c = 1; c < p.length; c++) {
                if (p[c] > p[predictions[row]]) {
                    predictions[row] = c;
                }
            }
        }
        return predictions;
    }
}
