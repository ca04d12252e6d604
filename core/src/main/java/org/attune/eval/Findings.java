// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attune.eval.Finding.Kind;
import org.attune.eval.Finding.Severity;

/** Findings about training and data; those about what was measured are in {@link ResultFindings}. */
public final class Findings {

    private static final int LEAST_PER_CLASS = 10;
    private static final double IMBALANCED = 10;

    private Findings() {}

    /**
     * Validation loss that rises again while training loss falls.
     *
     * @param train mean training loss at each evaluation, {@code [evaluations]}
     * @param validation validation loss at the same moments
     */
    public static Optional<Finding> overfitting(double[] train, double[] validation) {
        int n = Math.min(train.length, validation.length);
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (validation[i] < validation[best]) {
                best = i;
            }
        }
        if (n < 2 || best == n - 1 || train[n - 1] >= train[best]) {
            return Optional.empty();
        }
        double rise = validation[n - 1] / validation[best] - 1;
        if (!(rise > 0.05)) {
            return Optional.empty();
        }
        String text =
                "Validation loss was lowest at evaluation " + (best + 1) + " of " + n + " (" + round(validation[best])
                        + ") and rose to " + round(validation[n - 1])
                        + " while training loss kept falling: the model learns its"
                        + " training rows by heart. Train for fewer epochs, set evaluate.patience, raise training.dropout or"
                        + " training.weight_decay, or add data.";
        return Optional.of(new Finding(Kind.OVERFITTING, rise > 0.25 ? Severity.WARNING : Severity.NOTE, text));
    }

    /** @param counts rows of each class in the training data */
    public static Optional<Finding> imbalance(List<String> labels, int[] counts) {
        int most = 0;
        int least = 0;
        for (int c = 1; c < counts.length; c++) {
            most = counts[c] > counts[most] ? c : most;
            least = counts[c] < counts[least] ? c : least;
        }
        boolean skewed = counts.length > 1 && counts[most] >= IMBALANCED * counts[least];
        if (counts.length < 2 || (!skewed && counts[least] >= LEAST_PER_CLASS)) {
            return Optional.empty();
        }
        String text = "In training, class " + quote(labels.get(most)) + " has " + rows(counts[most]) + " and class "
                + quote(labels.get(least)) + " has " + rows(counts[least])
                + ": rare classes are learnt badly, and accuracy"
                + " hides it. Read f1_macro and the table per class; add rows of the rare classes, or set"
                + " training.class_weights: balanced.";
        return Optional.of(new Finding(Kind.CLASS_IMBALANCE, skewed ? Severity.WARNING : Severity.NOTE, text));
    }

    /** @param maxLength tokens that the model was given at most */
    public static Optional<Finding> truncation(long truncated, long rows, int maxLength) {
        if (truncated == 0 || rows == 0) {
            return Optional.empty();
        }
        double share = (double) truncated / rows;
        String text = rows(truncated) + " of " + rows + " (" + percent(share) + ") had more than " + maxLength
                + " tokens and lost the rest: what stands there cannot be learnt or seen. Raise data.max_length if the"
                + " model allows it, or shorten the texts; models that classify can read windows (data.stride).";
        Severity severity = share >= 0.05 ? Severity.WARNING : Severity.NOTE;
        return Optional.of(new Finding(Kind.TRUNCATION, severity, text));
    }

    /** Rows of the test data that stand in the training data too, compared without case and white space. */
    public static Optional<Finding> leak(Iterable<String> train, Iterable<String> test) {
        Leak leak = Leak.between(train, test);
        if (leak.shared() == 0) {
            return Optional.empty();
        }
        double share = (double) leak.shared() / leak.rows();
        String text =
                rows(leak.shared()) + " of the " + leak.rows() + " test rows (" + percent(share) + ") also stand in the"
                        + " training data: the model has seen their answers, so the metrics are too good. Remove them from"
                        + " one of the two files, or give all rows as data.train with a share as data.validation: rows with"
                        + " equal texts then stay on one side.";
        Severity severity = share >= 0.01 ? Severity.SERIOUS : Severity.WARNING;
        return Optional.of(new Finding(Kind.LEAK, severity, text));
    }

    /** All that a report says about itself, worst first. */
    public static List<Finding> of(EvaluationReport report) {
        List<Finding> found = new ArrayList<>();
        for (Map.Entry<String, SplitEvaluation> split : report.splits().entrySet()) {
            if (!RetainedSuite.isRetained(split.getKey())) {
                found.addAll(ResultFindings.of(split.getKey(), split.getValue()));
            }
        }
        report.mainSplit().ifPresent(main -> found.addAll(BaselineFindings.of(report, main)));
        found.sort(Comparator.comparing(Finding::severity).reversed());
        return found;
    }

    static String quote(String label) {
        return "\"" + label + "\"";
    }

    static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.2g %%" : "%.0f %%", 100 * share);
    }

    static String round(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
