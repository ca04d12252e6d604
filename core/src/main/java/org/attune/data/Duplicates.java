// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows whose inputs are equal to an earlier row's.
 *
 * @param rows how many
 * @param contradicting how many of them have another label than the earlier row
 * @param examples the first few
 */
public record Duplicates(int rows, int contradicting, List<Example> examples) {

    private static final int MOST_EXAMPLES = 5;

    /** @param first where the row stands that {@code again} repeats */
    public record Example(String first, String again, String input, boolean contradicts) {}

    /**
     * Within one set of rows.
     *
     * @param inputs columns that make two rows the same for a model; none: all columns
     */
    public static Duplicates within(List<Row> rows, Collection<String> inputs, Function<Row, String> label) {
        Map<RowKey, Row> seen = new HashMap<>();
        Counter counter = new Counter(inputs, label);
        for (Row row : rows) {
            Row earlier = seen.putIfAbsent(RowKey.of(row, inputs, 0), row);
            if (earlier != null) {
                counter.add(earlier, row);
            }
        }
        return counter.result();
    }

    /** Rows of a test set that also stand in train: a leak. */
    public static Duplicates between(
            List<Row> train, List<Row> test, Collection<String> inputs, Function<Row, String> label) {
        Map<RowKey, Row> seen = new HashMap<>();
        train.forEach(row -> seen.putIfAbsent(RowKey.of(row, inputs, 0), row));
        Counter counter = new Counter(inputs, label);
        for (Row row : test) {
            Row earlier = seen.get(RowKey.of(row, inputs, 0));
            if (earlier != null) {
                counter.add(earlier, row);
            }
        }
        return counter.result();
    }

    private static final class Counter {
        private final Collection<String> inputs;
        private final Function<Row, String> label;
        private final List<Example> examples = new ArrayList<>();
        private int rows;
        private int contradicting;

        Counter(Collection<String> inputs, Function<Row, String> label) {
            this.inputs = inputs;
            this.label = label;
        }

        void add(Row earlier, Row row) {
            boolean contradicts = !label.apply(earlier).equals(label.apply(row));
            rows++;
            contradicting += contradicts ? 1 : 0;
            if (examples.size() < MOST_EXAMPLES) {
                String input = (inputs.isEmpty() ? row.values().keySet() : inputs)
                        .stream()
                                .map(c -> String.valueOf(row.value(c)))
                                .reduce((a, b) -> a + " | " + b)
                                .orElse("");
                examples.add(new Example(earlier.where(), row.where(), input, contradicts));
            }
        }

        Duplicates result() {
            return new Duplicates(rows, contradicting, List.copyOf(examples));
        }
    }
}
