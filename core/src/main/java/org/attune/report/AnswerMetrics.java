// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.attune.report.TagSpans.Span;
import org.attune.statistics.RowMetric;
import org.attune.statistics.SummedMetric;

/** Metrics of answers as functions of which rows count. */
final class AnswerMetrics {

    /** A row's answer as numbers that add up over rows. */
    private interface RowTerms {
        double[] of(Given label, Given said);
    }

    private AnswerMetrics() {}

    static List<String> names(Family family) {
        return switch (family) {
            case LABELS -> List.of("accuracy", "f1_macro");
            case LABEL_SETS -> List.of("f1_micro", "accuracy");
            case NUMBERS -> List.of("pearson", "spearman", "mse", "mae");
            case TAGS -> List.of("entity_f1");
            case TEXTS -> List.of("exact_match");
            case LIKELIHOODS -> List.of("loss");
        };
    }

    static RowMetric of(AnswerSheets sheets, String name) {
        return switch (name) {
            case "accuracy", "exact_match" -> SummedMetric.share(right(sheets));
            case "f1_macro" -> MacroF1.of(sheets);
            case "f1_micro" -> summed(sheets, AnswerMetrics::overlap, AnswerMetrics::f1);
            case "entity_f1" -> summed(sheets, AnswerMetrics::entities, AnswerMetrics::f1);
            case "pearson" -> summed(sheets, AnswerMetrics::moments, AnswerMetrics::pearson);
            case "spearman" -> Spearman.of(sheets);
            case "mse" -> summed(sheets, AnswerMetrics::moments, s -> s[6] / s[0]);
            case "mae" -> summed(sheets, AnswerMetrics::moments, s -> s[7] / s[0]);
            case "loss" -> summed(sheets, AnswerMetrics::likelihood, s -> s[0] / s[1]);
            default -> throw new IllegalArgumentException("no metric of rows: " + name);
        };
    }

    static boolean[][] right(AnswerSheets sheets) {
        boolean[][] right = new boolean[sheets.answers().size()][sheets.size()];
        for (int a = 0; a < right.length; a++) {
            for (int row = 0; row < right[a].length; row++) {
                right[a][row] = isRight(
                        sheets.labels().get(row), sheets.answers().get(a).get(row));
            }
        }
        return right;
    }

    private static boolean isRight(Given label, Given said) {
        return label.several()
                ? new HashSet<>(label.names()).equals(new HashSet<>(said.names()))
                : label.names().equals(said.names());
    }

    private static RowMetric summed(AnswerSheets sheets, RowTerms terms, ToDoubleFunction<double[]> value) {
        double[][][] all = new double[sheets.answers().size()][sheets.size()][];
        for (int a = 0; a < all.length; a++) {
            for (int row = 0; row < all[a].length; row++) {
                all[a][row] = terms.of(
                        sheets.labels().get(row), sheets.answers().get(a).get(row));
            }
        }
        return new SummedMetric(all, value);
    }

    /** Right, predicted and true items. */
    private static double f1(double[] s) {
        return s[1] + s[2] == 0 ? 0 : 2 * s[0] / (s[1] + s[2]);
    }

    private static double[] overlap(Given label, Given said) {
        Set<String> both = new HashSet<>(label.names());
        both.retainAll(new HashSet<>(said.names()));
        return new double[] {both.size(), said.names().size(), label.names().size()};
    }

    private static double[] entities(Given label, Given said) {
        Set<Span> truth = TagSpans.of(label.names());
        Set<Span> found = TagSpans.of(said.names());
        Set<Span> both = new HashSet<>(truth);
        both.retainAll(found);
        return new double[] {both.size(), found.size(), truth.size()};
    }

    private static double[] likelihood(Given label, Given said) {
        return new double[] {said.tokens() * said.number(), said.tokens()};
    }

    private static double[] moments(Given label, Given said) {
        double x = label.number();
        double y = said.number();
        return new double[] {1, x, y, x * x, y * y, x * y, (x - y) * (x - y), Math.abs(x - y)};
    }

    private static double pearson(double[] s) {
        double covariance = s[5] - s[1] * s[2] / s[0];
        double spread = (s[3] - s[1] * s[1] / s[0]) * (s[4] - s[2] * s[2] / s[0]);
        return spread > 0 ? covariance / Math.sqrt(spread) : Double.NaN;
    }
}
