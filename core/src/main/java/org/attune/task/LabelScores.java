// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

/**
 * What a multi-label classifier said.
 *
 * @param labels {@code [rows][labels]}
 * @param probabilities {@code [rows][labels]}, each by itself between 0 and 1
 * @param threshold from which probability a label is given, see {@link Threshold#tune}
 */
public record LabelScores(boolean[][] labels, float[][] probabilities, double threshold) implements Scores {

    /** @throws org.attune.problem.WorkException where a probability is not a number: the model has diverged */
    public LabelScores {
        ScoreChecks.sameLength(labels.length, probabilities.length);
        ScoreChecks.checkProbabilities(probabilities);
        for (int row = 0; row < labels.length; row++) {
            ScoreChecks.sameLength(labels[row].length, probabilities[row].length);
        }
    }

    /** At the usual threshold of one half. */
    public LabelScores(boolean[][] labels, float[][] probabilities) {
        this(labels, probabilities, Threshold.DEFAULT);
    }

    /** The same answers read with another threshold. */
    public LabelScores at(double other) {
        return new LabelScores(labels, probabilities, other);
    }

    @Override
    public int rows() {
        return labels.length;
    }

    public int classes() {
        return probabilities.length == 0 ? 0 : probabilities[0].length;
    }

    /** A label is given where its probability reaches the threshold. */
    public boolean[][] predictions() {
        boolean[][] given = new boolean[rows()][classes()];
        for (int row = 0; row < given.length; row++) {
            for (int label = 0; label < given[row].length; label++) {
                given[row][label] = probabilities[row][label] >= threshold;
            }
        }
        return given;
    }
}
