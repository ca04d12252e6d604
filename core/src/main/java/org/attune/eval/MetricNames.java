// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attune.model.HeadRequest;
import org.attune.task.Task;

/** The metrics' names that users' scripts rely on, in the order in which files and tables show them. */
public final class MetricNames {

    public static final List<String> CLASSIFICATION = List.of(
            "accuracy",
            "f1_macro",
            "f1_micro",
            "f1_weighted",
            "precision_macro",
            "precision_micro",
            "precision_weighted",
            "recall_macro",
            "recall_micro",
            "recall_weighted",
            "mcc",
            "roc_auc",
            "pr_auc",
            "log_loss",
            "ece",
            "top5_accuracy");

    /** As for one label, without what is not defined for several: mcc and top5_accuracy. */
    public static final List<String> MULTI_LABEL = CLASSIFICATION.stream()
            .filter(name -> !name.equals("mcc") && !name.equals("top5_accuracy"))
            .toList();

    public static final List<String> REGRESSION = List.of("pearson", "spearman", "mse", "mae", "r2");

    public static final List<String> TOKENS =
            List.of("entity_precision", "entity_recall", "entity_f1", "token_accuracy");

    /** Of a language model that is told the tokens before each. */
    public static final List<String> LANGUAGE = List.of("loss", "perplexity", "token_accuracy");

    /** bleu and chrf are from 0 to 100, as sacrebleu prints them; shares and F-measures from 0 to 1. */
    public static final List<String> TEXT = List.of(
            "loss",
            "perplexity",
            "token_accuracy",
            "exact_match",
            "token_f1",
            "bleu",
            "chrf",
            "rouge1",
            "rouge2",
            "rougeL",
            "number_match",
            "regex_match",
            "json_valid",
            "acc",
            "acc_norm",
            "acc_bytes");

    private static final List<String> SMALLER_IS_BETTER =
            List.of("log_loss", "ece", "mse", "mae", "loss", "perplexity");

    private static final List<String> ORDER = Stream.of(CLASSIFICATION, REGRESSION, TOKENS, TEXT)
            .flatMap(List::stream)
            .distinct()
            .toList();

    private MetricNames() {}

    /** Every name there is. */
    public static List<String> all() {
        return ORDER;
    }

    /** The metrics that a task has. */
    public static List<String> of(Task task) {
        if (task.head().kind() == HeadRequest.Kind.LANGUAGE) {
            return LANGUAGE;
        }
        String problem = task.problemType();
        if (problem == null) {
            return TOKENS;
        }
        return switch (problem) {
            case "regression" -> REGRESSION;
            case "multi_label_classification" -> MULTI_LABEL;
            default -> CLASSIFICATION;
        };
    }

    /** Whether a larger value is the better one. */
    public static boolean largerIsBetter(String name) {
        return !SMALLER_IS_BETTER.contains(name);
    }

    /** A copy in the fixed order; names of others come last, by alphabet. */
    static Map<String, Metric> ordered(Map<String, Metric> metrics) {
        Map<String, Metric> ordered =
                new TreeMap<>(Comparator.comparingInt(MetricNames::position).thenComparing(Comparator.naturalOrder()));
        ordered.putAll(metrics);
        return Collections.unmodifiableMap(ordered);
    }

    private static int position(String name) {
        int position = ORDER.indexOf(name);
        return position < 0 ? ORDER.size() : position;
    }
}
