// SPDX-License-Identifier: Apache-2.0
package org.attune.suggest;

import org.attune.eval.Metric;
import org.attune.model.ModelFacts;

/**
 * What is known of one model before it is tuned.
 *
 * @param meanRank over the three measures, 1 is best
 * @param logMe logarithm of the evidence by row
 * @param neighbours the task's metric by the five nearest rows of the other folds
 * @param probe the task's metric by a linear model learnt from the other folds
 * @param width of the features
 * @param rowsPerSecond that its features took here, in fp32 and without tokenizing
 */
public record Suggestion(
        String model,
        double meanRank,
        double logMe,
        Metric neighbours,
        Metric probe,
        ModelFacts facts,
        int width,
        double rowsPerSecond) {

    Suggestion ranked(double mean) {
        return new Suggestion(model, mean, logMe, neighbours, probe, facts, width, rowsPerSecond);
    }
}
