// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import org.attune.task.LanguageScores;

/** Metrics of a language model's own probabilities. */
public final class LanguageModelling {

    private LanguageModelling() {}

    /**
     * loss (nats per trained token, over all tokens alike, so long rows weigh more), perplexity (e to the loss; absent where that
     * is beyond 64 bits) and token_accuracy; none without trained tokens. Intervals resample rows.
     */
    public static SplitEvaluation measure(LanguageScores scores, Bootstrap bootstrap) {
        double[][] sums = new double[scores.rows()][];
        for (int row = 0; row < sums.length; row++) {
            sums[row] = new double[] {scores.losses()[row], scores.tokens()[row], scores.right()[row]};
        }
        SumFamily family = new SumFamily(MetricNames.TEXT.subList(0, 3), sums, LanguageModelling::values);
        return SplitEvaluation.of(sums.length, bootstrap.measure(family));
    }

    private static double[] values(double[] sums) {
        double loss = sums[1] == 0 ? Double.NaN : sums[0] / sums[1];
        double perplexity = Math.exp(loss);
        return new double[] {loss, Double.isFinite(perplexity) ? perplexity : Double.NaN, sums[2] / sums[1]};
    }
}
