// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

/**
 * What a language model gave the answers of multiple-choice questions.
 *
 * @param labels the true answers, {@code [rows]}
 * @param logLikelihoods of each whole answer in nats, {@code [rows][choices]}; rows may have different numbers of choices
 * @param answers the texts of the answers, without the blank before them, {@code [rows][choices]}
 */
public record ChoiceScores(int[] labels, double[][] logLikelihoods, String[][] answers) implements Scores {

    /** @throws org.attune.problem.WorkException where a likelihood is not a number: the model has diverged */
    public ChoiceScores {
        ScoreChecks.sameLength(labels.length, logLikelihoods.length);
        ScoreChecks.sameLength(labels.length, answers.length);
        for (int row = 0; row < labels.length; row++) {
            ScoreChecks.sameLength(answers[row].length, logLikelihoods[row].length);
            if (labels[row] < 0 || labels[row] >= answers[row].length) {
                throw new IllegalArgumentException(
                        "row " + row + " has answer " + labels[row] + " of " + answers[row].length);
            }
            for (int choice = 0; choice < answers[row].length; choice++) {
                if (!Double.isFinite(logLikelihoods[row][choice])) {
                    throw ScoreChecks.notFinite(row, logLikelihoods[row][choice]);
                }
                if (answers[row][choice].isEmpty()) {
                    throw new IllegalArgumentException("row " + row + " has an empty answer");
                }
            }
        }
    }

    @Override
    public int rows() {
        return labels.length;
    }
}
