// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/** Test rows in parts. */
final class SliceCuts {

    private static final int MOST_VALUES = 12;

    private SliceCuts() {}

    /** Rows of one part, by their places among the test rows. */
    record Part(String by, String name, int[] rows) {}

    static void check(SliceRules rules, Dataset data, Problems problems) {
        List<Row> test = data.test();
        if (test.isEmpty()) {
            return;
        }
        for (String column : rules.columns()) {
            if (!test.get(0).values().containsKey(column)) {
                problems.add(
                        "benchmark.slices",
                        "slices.columns",
                        "the test part has no column " + Problem.quote(column),
                        "a column that test rows have: "
                                + String.join(", ", test.get(0).values().keySet()),
                        Similar.hint(column, List.copyOf(test.get(0).values().keySet())));
            }
        }
    }

    static List<Part> of(SliceRules rules, Dataset data, List<Row> test) {
        List<Part> parts = new ArrayList<>();
        if (rules.length()) {
            parts.addAll(lengths(data, test));
        }
        String label = data.columns().column("label").orElse("");
        if (rules.frequency() && !label.isEmpty()) {
            parts.addAll(frequencies(data, test, label));
        }
        rules.columns().forEach(column -> parts.addAll(values(test, column)));
        return parts;
    }

    /** Thirds of the rows by words; equal lengths stay together. */
    private static List<Part> lengths(Dataset data, List<Row> test) {
        List<String> inputs = List.of("text", "text_pair", "tokens").stream()
                .flatMap(role -> data.columns().column(role).stream())
                .toList();
        int[] words = test.stream()
                .mapToInt(row -> inputs.stream()
                        .mapToInt(input -> words(row.value(input)))
                        .sum())
                .toArray();
        return inputs.isEmpty() ? List.of() : thirds("length", words, "words");
    }

    private static int words(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.size();
        }
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? 0 : text.split("\\s+").length;
    }

    /** Thirds of the test rows by how often training has their class. */
    private static List<Part> frequencies(Dataset data, List<Row> test, String label) {
        Map<String, Integer> counts = new HashMap<>();
        data.train().forEach(row -> counts.merge(String.valueOf(row.value(label)), 1, Integer::sum));
        int[] often = test.stream()
                .mapToInt(row -> counts.getOrDefault(String.valueOf(row.value(label)), 0))
                .toArray();
        return thirds("frequency", often, "rows of the class to learn from");
    }

    private static List<Part> thirds(String by, int[] values, String unit) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Part> parts = new ArrayList<>();
        int from = sorted[0];
        for (int third = 1; third <= 3 && from <= sorted[sorted.length - 1]; third++) {
            int place = Math.max(0, (int) Math.ceil((double) sorted.length * third / 3) - 1);
            int to = third == 3 ? sorted[sorted.length - 1] : sorted[place];
            if (to < from) {
                continue;
            }
            int low = from;
            int[] rows = places(values.length, row -> values[row] >= low && values[row] <= to);
            String range = low == to ? String.valueOf(low) : low + " to " + to;
            if (rows.length > 0) {
                parts.add(new Part(by, range + " " + unit, rows));
            }
            from = to + 1;
        }
        return parts;
    }

    /** The values that most rows have; the others together. */
    private static List<Part> values(List<Row> test, String column) {
        Map<String, List<Integer>> byValue = new TreeMap<>();
        for (int row = 0; row < test.size(); row++) {
            byValue.computeIfAbsent(String.valueOf(test.get(row).value(column)), value -> new ArrayList<>())
                    .add(row);
        }
        List<Map.Entry<String, List<Integer>>> order = new ArrayList<>(byValue.entrySet());
        order.sort((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()));
        List<Part> parts = new ArrayList<>();
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (i < MOST_VALUES || order.size() == MOST_VALUES + 1) {
                parts.add(new Part(
                        column, order.get(i).getKey(), array(order.get(i).getValue())));
            } else {
                rest.addAll(order.get(i).getValue());
            }
        }
        if (!rest.isEmpty()) {
            parts.add(new Part(column, (order.size() - MOST_VALUES) + " other values", array(rest)));
        }
        return parts;
    }

    private static int[] places(int size, IntPredicate chosen) {
        return IntStream.range(0, size).filter(chosen).toArray();
    }

    private static int[] array(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
