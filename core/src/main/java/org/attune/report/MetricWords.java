// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the contract's metric names are called in prose, and how to draw them. */
final class MetricWords {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("accuracy", "Accuracy"),
            Map.entry("f1", "F1"),
            Map.entry("precision", "Precision"),
            Map.entry("recall", "Recall"),
            Map.entry("mcc", "Matthews correlation"),
            Map.entry("roc_auc", "ROC AUC"),
            Map.entry("pr_auc", "PR AUC"),
            Map.entry("log_loss", "Log loss"),
            Map.entry("ece", "Calibration error (ECE)"),
            Map.entry("top5_accuracy", "Top-5 accuracy"),
            Map.entry("pearson", "Pearson correlation"),
            Map.entry("spearman", "Spearman correlation"),
            Map.entry("mse", "Mean squared error"),
            Map.entry("mae", "Mean absolute error"),
            Map.entry("r2", "Variance explained (R²)"),
            Map.entry("entity_precision", "Entity precision"),
            Map.entry("entity_recall", "Entity recall"),
            Map.entry("entity_f1", "Entity F1"),
            Map.entry("token_accuracy", "Token accuracy"),
            Map.entry("exact_match", "Exact match"),
            Map.entry("token_f1", "Word F1"),
            Map.entry("number_match", "Right final number"),
            Map.entry("regex_match", "Pattern found"),
            Map.entry("json_valid", "Valid JSON"),
            Map.entry("acc", "Right choice"),
            Map.entry("acc_norm", "Right choice per character"),
            Map.entry("acc_bytes", "Right choice per byte"),
            Map.entry("loss", "Loss"),
            Map.entry("perplexity", "Perplexity"),
            Map.entry("bleu", "BLEU"),
            Map.entry("chrf", "chrF"),
            Map.entry("rouge1", "ROUGE-1"),
            Map.entry("rouge2", "ROUGE-2"),
            Map.entry("rougeL", "ROUGE-L"));

    private static final Set<String> SMALLER = Set.of("log_loss", "ece", "mse", "mae", "loss", "perplexity");
    private static final Set<String> UNBOUNDED = Set.of("log_loss", "mse", "mae", "loss", "perplexity", "bleu", "chrf");

    private MetricWords() {}

    static String of(String name) {
        for (String mean : List.of("macro", "micro", "weighted")) {
            if (name.endsWith("_" + mean)) {
                String kind = of(name.substring(0, name.length() - mean.length() - 1));
                return Character.toUpperCase(mean.charAt(0)) + mean.substring(1) + " " + lower(kind);
            }
        }
        return WORDS.getOrDefault(name, name);
    }

    /** In the middle of a sentence. */
    static String within(String name) {
        return lower(of(name));
    }

    /** Names and acronyms keep their capital. */
    private static String lower(String words) {
        boolean proper = words.startsWith("Pearson") || words.startsWith("Spearman") || words.startsWith("Matthews");
        boolean word = words.length() > 1 && Character.isLowerCase(words.charAt(1));
        return word && !proper ? Character.toLowerCase(words.charAt(0)) + words.substring(1) : words;
    }

    static boolean smallerIsBetter(String name) {
        return SMALLER.contains(name);
    }

    /** Whether all values lie in [-1, 1]. */
    static boolean bounded(String name) {
        return WORDS.containsKey(name.replaceAll("_(macro|micro|weighted)$", "")) && !UNBOUNDED.contains(name);
    }

    /** The metrics to speak of first: the recipe's own, then the usual ones of the family; only those there are. */
    static List<String> main(RunFiles run, Family family, Set<String> there) {
        Set<String> names = new LinkedHashSet<>();
        names.add(run.recipe().value("evaluate.metric"));
        names.addAll(
                switch (family) {
                    case LABELS -> List.of("accuracy", "f1_macro", "log_loss");
                    case LABEL_SETS -> List.of("f1_micro", "f1_macro", "accuracy");
                    case NUMBERS -> List.of("pearson", "spearman", "mae");
                    case TAGS -> List.of("entity_f1", "entity_precision", "entity_recall");
                    case TEXTS, LIKELIHOODS ->
                        List.of(
                                "number_match",
                                "acc_norm",
                                "exact_match",
                                "rougeL",
                                "bleu",
                                "perplexity",
                                "token_accuracy",
                                "loss");
                });
        names.retainAll(there);
        if (names.isEmpty()) {
            names.addAll(there);
        }
        return names.stream().limit(3).toList();
    }

    /** A baseline's short name, as headings and sentences use it. */
    static String baseline(String name, Family family) {
        return switch (name) {
            case "majority" -> family == Family.NUMBERS ? "mean" : "majority";
            case "frozen_head" -> "frozen head";
            default -> name;
        };
    }

    /** What a baseline is; its short name where that is not known. */
    static String explained(String name, Family family) {
        return switch (name) {
            case "majority" ->
                family == Family.NUMBERS
                        ? "mean: always the mean of the training labels"
                        : "majority: always the most frequent answer";
            case "frozen_head" -> "frozen head: a linear model on the base model's features";
            case "untuned" -> "untuned: the model before training";
            default -> name;
        };
    }
}
