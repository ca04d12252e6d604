// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.task.ChoiceScores;

/** Metrics of multiple choice by likelihood, as lm-evaluation-harness counts them. */
public final class MultipleChoice {

    private static final List<String> NAMES = List.of("acc", "acc_norm", "acc_bytes");

    private MultipleChoice() {}

    /**
     * How often the true answer is the likeliest one (of equals the first): acc by its log-likelihood, acc_norm by that per
     * character (code point), acc_bytes per byte of UTF-8.
     */
    public static SplitEvaluation measure(ChoiceScores scores, Bootstrap bootstrap) {
        double[][] right = new double[NAMES.size()][scores.rows()];
        for (int row = 0; row < scores.rows(); row++) {
            String[] answers = scores.answers()[row];
            double[] whole = scores.logLikelihoods()[row];
            double[] perCharacter = new double[answers.length];
            double[] perByte = new double[answers.length];
            for (int i = 0; i < answers.length; i++) {
                perCharacter[i] = whole[i] / answers[i].codePointCount(0, answers[i].length());
                perByte[i] = whole[i] / answers[i].getBytes(StandardCharsets.UTF_8).length;
            }
            int label = scores.labels()[row];
            right[0][row] = first(whole) == label ? 1 : 0;
            right[1][row] = first(perCharacter) == label ? 1 : 0;
            right[2][row] = first(perByte) == label ? 1 : 0;
        }
        Map<String, Metric> metrics = new LinkedHashMap<>(bootstrap.measure(new MeanFamily(NAMES, right)));
        Classification.wilson(metrics, NAMES, scores.rows(), bootstrap);
        return SplitEvaluation.of(scores.rows(), metrics);
    }

    /** The place of the largest value; the first of equals. */
    private static int first(double[] values) {
        int first = 0;
        for (int i = 1; i < values.length; i++) {
            first = values[i] > values[first] ? i : first;
        }
        return first;
    }
}
