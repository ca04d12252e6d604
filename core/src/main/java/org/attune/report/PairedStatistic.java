// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.attune.report.TagSpans.Span;

/** A metric of both runs as a function of how often each row counts. */
record PairedStatistic(String metric, ToDoubleFunction<int[]> first, ToDoubleFunction<int[]> second) {

    /** A row's answer as numbers that add up over rows. */
    private interface RowSums {
        double[] of(Given label, Given prediction);
    }

    static List<PairedStatistic> of(PairedRows rows) {
        return switch (rows.family()) {
            case LABELS -> List.of(right("accuracy", rows), macroF1(rows));
            case LABEL_SETS ->
                List.of(sums("f1_micro", rows, PairedStatistic::overlap, PairedStatistic::f1), right("accuracy", rows));
            case NUMBERS ->
                List.of(
                        sums("pearson", rows, PairedStatistic::moments, PairedStatistic::pearson),
                        sums("mse", rows, PairedStatistic::moments, s -> s[6] / s[0]),
                        sums("mae", rows, PairedStatistic::moments, s -> s[7] / s[0]));
            case TAGS -> List.of(sums("entity_f1", rows, PairedStatistic::entities, PairedStatistic::f1));
            case TEXTS -> List.of(right("exact_match", rows));
            case LIKELIHOODS ->
                List.of(sums(
                        "loss",
                        rows,
                        (label, said) -> new double[] {said.tokens() * said.number(), said.tokens()},
                        s -> s[0] / s[1]));
        };
    }

    static boolean isRight(Given label, Given prediction) {
        return label.several()
                ? new HashSet<>(label.names()).equals(new HashSet<>(prediction.names()))
                : label.names().equals(prediction.names());
    }

    private static PairedStatistic right(String metric, PairedRows rows) {
        return sums(metric, rows, (label, said) -> new double[] {1, isRight(label, said) ? 1 : 0}, s -> s[1] / s[0]);
    }

    private static PairedStatistic sums(String metric, PairedRows rows, RowSums row, ToDoubleFunction<double[]> value) {
        return new PairedStatistic(
                metric,
                weighted(rows.labels(), rows.first(), row, value),
                weighted(rows.labels(), rows.second(), row, value));
    }

    private static ToDoubleFunction<int[]> weighted(
            List<Given> labels, List<Given> said, RowSums row, ToDoubleFunction<double[]> value) {
        double[][] rows = new double[labels.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row.of(labels.get(i), said.get(i));
        }
        return times -> {
            double[] sum = new double[rows[0].length];
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < sum.length && times[i] > 0; k++) {
                    sum[k] += times[i] * rows[i][k];
                }
            }
            return value.applyAsDouble(sum);
        };
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

    private static PairedStatistic macroF1(PairedRows rows) {
        Map<String, Integer> classes = new LinkedHashMap<>();
        for (List<Given> some : List.of(rows.labels(), rows.first(), rows.second())) {
            some.forEach(given -> classes.putIfAbsent(given.text(), classes.size()));
        }
        int[] truth = indices(rows.labels(), classes);
        int[] first = indices(rows.first(), classes);
        int[] second = indices(rows.second(), classes);
        int n = classes.size();
        return new PairedStatistic(
                "f1_macro", times -> macroF1(truth, first, times, n), times -> macroF1(truth, second, times, n));
    }

    private static int[] indices(List<Given> given, Map<String, Integer> classes) {
        List<Integer> indices = new ArrayList<>();
        given.forEach(one -> indices.add(classes.getOrDefault(one.text(), 0)));
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Over the classes that occur among the rows that count. */
    private static double macroF1(int[] truth, int[] said, int[] times, int classes) {
        long[] right = new long[classes];
        long[] either = new long[classes];
        for (int i = 0; i < truth.length; i++) {
            either[truth[i]] += times[i];
            either[said[i]] += times[i];
            right[truth[i]] += truth[i] == said[i] ? times[i] : 0;
        }
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes; c++) {
            sum += either[c] == 0 ? 0 : 2.0 * right[c] / either[c];
            occurring += either[c] == 0 ? 0 : 1;
        }
        return occurring == 0 ? Double.NaN : sum / occurring;
    }
}
