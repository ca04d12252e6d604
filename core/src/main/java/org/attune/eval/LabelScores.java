// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * What a multi-label classifier said.
 *
 * @param labels {@code [rows][labels]}
 * @param probabilities {@code [rows][labels]}, each by itself between 0 and 1
 */
public record LabelScores(boolean[][] labels, float[][] probabilities) {

    /** @throws org.attune.problem.WorkException where a probability is not a number: the model has diverged */
    public LabelScores {
        Scores.sameLength(labels.length, probabilities.length);
        Scores.checkProbabilities(probabilities);
        for (int row = 0; row < labels.length; row++) {
            Scores.sameLength(labels[row].length, probabilities[row].length);
        }
    }

    public int rows() {
        return labels.length;
    }

    public int classes() {
        return probabilities.length == 0 ? 0 : probabilities[0].length;
    }

    /** A label is given where its probability reaches the threshold. */
    public boolean[][] predictions(double threshold) {
        boolean[][] given = new boolean[rows()][classes()];
        for (int row = 0; row < given.length; row++) {
            for (int label = 0; label < given[row].length; label++) {
                given[row][label] = probabilities[row][label] >= threshold;
            }
        }
        return given;
    }
}
