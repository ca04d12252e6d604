// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import org.jspecify.annotations.Nullable;

/** What the predictions of a run are, which decides the sections that its report has. */
public enum Family {
    /** One label of several. */
    LABELS,
    /** Any number of labels. */
    LABEL_SETS,
    NUMBERS,
    /** A tag for each token. */
    TAGS,
    /** Written text. */
    TEXTS,
    /** How likely given texts were. */
    LIKELIHOODS;

    /** By the recipe's task; where that is silent or open, by the first prediction. */
    static Family of(String task, @Nullable PredictionRow first) {
        boolean lists =
                first != null && (first.prediction().several() || first.label().several());
        return switch (task) {
            case "text-regression", "text-similarity" -> NUMBERS;
            case "token-classification" -> TAGS;
            case "causal-lm", "masked-lm" -> first != null && first.prediction().tokens() > 0 ? LIKELIHOODS : TEXTS;
            case "text-classification", "image-classification" -> lists ? LABEL_SETS : LABELS;
            default -> {
                if (first == null) {
                    yield LABELS;
                } else if (lists) {
                    yield first.tokens().isEmpty() ? LABEL_SETS : TAGS;
                } else if (first.probabilities().isEmpty()) {
                    yield Double.isNaN(first.prediction().number()) ? TEXTS : NUMBERS;
                }
                yield LABELS;
            }
        };
    }
}
