// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.attune.eval.Finding.Kind;
import org.attune.eval.Finding.Severity;
import org.jspecify.annotations.Nullable;

/** Findings about what was measured on one split. */
final class ResultFindings {

    private static final double WIDE = 0.10;
    private static final double MISCALIBRATED = 0.10;
    private static final int MOST_NAMED = 5;
    private static final List<String> SHARES = List.of(
            "accuracy",
            "entity_f1",
            "f1_micro",
            "f1_macro",
            "token_accuracy",
            "pearson",
            "exact_match",
            "number_match",
            "acc_norm",
            "rougeL");

    private ResultFindings() {}

    static List<Finding> of(String name, SplitEvaluation split) {
        List<Finding> found = new ArrayList<>();
        neverPredicted(name, split).ifPresent(found::add);
        neverRight(name, split).ifPresent(found::add);
        few(name, split).ifPresent(found::add);
        calibration(name, split).ifPresent(found::add);
        return found;
    }

    private static Optional<Finding> neverPredicted(String name, SplitEvaluation split) {
        Confusion confusion = split.confusion();
        if (confusion == null) {
            return Optional.empty();
        }
        List<String> classes = classes(split, label -> predicted(confusion, label) == 0);
        return classes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.NEVER_PREDICTED,
                        Severity.WARNING,
                        "On " + name + ", no row was predicted to be " + list(classes) + ", though there are such rows."
                                + " Look at how many rows of it training has and with what it is confused; add rows, set"
                                + " training.class_weights: balanced, or train longer."));
    }

    private static Optional<Finding> neverRight(String name, SplitEvaluation split) {
        Confusion confusion = split.confusion();
        List<String> classes = classes(
                split, label -> recall(split, label) == 0 && (confusion == null || predicted(confusion, label) > 0));
        return classes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                Kind.NEVER_RIGHT,
                                Severity.WARNING,
                                "On " + name + ", no " + list(classes)
                                        + " was found, though there are some. Read the mistakes of"
                                        + " these classes: often their labels overlap with another class's, or they are rare."));
    }

    private static long predicted(Confusion confusion, String label) {
        int column = confusion.labels().indexOf(label);
        long predicted = 0;
        for (int[] row : confusion.counts()) {
            predicted += row[column];
        }
        return predicted;
    }

    private static double recall(SplitEvaluation split, String label) {
        ClassRow row = split.perClass().get(label);
        return row == null ? 1 : row.recall();
    }

    /** Classes with support that satisfy a condition, in order. */
    private static List<String> classes(SplitEvaluation split, Predicate<String> condition) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, ClassRow> row : split.perClass().entrySet()) {
            if (row.getValue().support() > 0 && condition.test(row.getKey())) {
                found.add(row.getKey());
            }
        }
        return found;
    }

    private static String list(List<String> classes) {
        String named = String.join(
                ", ", classes.stream().limit(MOST_NAMED).map(Findings::quote).toList());
        int more = classes.size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + " more classes" : named;
    }

    private static Optional<Finding> few(String name, SplitEvaluation split) {
        String metric =
                SHARES.stream().filter(split.metrics()::containsKey).findFirst().orElse("");
        Metric value = split.metrics().get(metric);
        if (value == null) {
            return Optional.empty();
        }
        @Nullable Interval interval = value.ci95();
        if (interval != null && interval.width() <= WIDE) {
            return Optional.empty();
        }
        if (interval == null && split.n() >= 100) {
            return Optional.empty();
        }
        String range = interval == null
                ? "too few for an interval"
                : metric + " may be anything from " + Findings.round(interval.low()) + " to "
                        + Findings.round(interval.high());
        String text = "The split " + name + " has " + Findings.rows(split.n()) + ": " + range
                + ". Differences smaller than" + " that mean nothing. Four times as many rows halve the interval.";
        boolean useless = interval == null || interval.width() > 2 * WIDE;
        return Optional.of(new Finding(Kind.FEW_TEST_ROWS, useless ? Severity.WARNING : Severity.NOTE, text));
    }

    private static Optional<Finding> calibration(String name, SplitEvaluation split) {
        Metric ece = split.metrics().get("ece");
        // few rows alone make the error large: its lower end must be large too
        if (ece == null || ece.interval().map(Interval::low).orElse(0.0) < MISCALIBRATED) {
            return Optional.empty();
        }
        String text = "On " + name + ", confidence and the share of right answers differ by "
                + Findings.round(ece.value())
                + " on average (ece): do not read the probabilities as chances. Classes are"
                + " unaffected. Train for fewer epochs or set training.label_smoothing, and choose thresholds on"
                + " validation data.";
        return Optional.of(new Finding(Kind.POOR_CALIBRATION, Severity.WARNING, text));
    }
}
