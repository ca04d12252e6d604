// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

/**
 * What a language model gave the tokens that it was to predict, as sums over each row's trained tokens.
 *
 * @param losses the negative log-likelihood in nats, {@code [rows]}
 * @param tokens how many trained tokens, {@code [rows]}; 0 is allowed
 * @param right at how many of them the most probable token was the true one, {@code [rows]}
 */
public record LanguageScores(double[] losses, long[] tokens, long[] right) implements Scores {

    /** @throws org.attune.problem.WorkException where a loss is not a number: the model has diverged */
    public LanguageScores {
        ScoreChecks.sameLength(tokens.length, losses.length);
        ScoreChecks.sameLength(tokens.length, right.length);
        for (int row = 0; row < losses.length; row++) {
            if (!Double.isFinite(losses[row])) {
                throw ScoreChecks.notFinite(row, losses[row]);
            }
            if (right[row] < 0 || right[row] > tokens[row]) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + right[row] + " right of " + tokens[row] + " tokens");
            }
        }
    }

    @Override
    public int rows() {
        return losses.length;
    }
}
