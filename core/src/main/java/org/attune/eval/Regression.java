// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/** Metrics of regression. */
public final class Regression {

    private Regression() {}

    /** pearson spearman mse mae r2; correlations are absent where a side is constant, r2 where the truth is. */
    public static SplitEvaluation measure(ValueScores scores, Bootstrap bootstrap) {
        return SplitEvaluation.of(scores.rows(), bootstrap.measure(ValueFamily.of(scores)));
    }
}
