// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/** What a regression said: true values and predictions, {@code [rows]} each. */
public record ValueScores(double[] targets, double[] predictions) {

    /** @throws org.attune.problem.WorkException where a prediction is not a number: the model has diverged */
    public ValueScores {
        Scores.sameLength(targets.length, predictions.length);
        for (int row = 0; row < targets.length; row++) {
            if (!Double.isFinite(targets[row])) {
                throw new IllegalArgumentException("row " + row + " has the target " + targets[row]);
            }
            if (!Double.isFinite(predictions[row])) {
                throw Scores.notFinite(row, predictions[row]);
            }
        }
    }

    public int rows() {
        return targets.length;
    }
}
