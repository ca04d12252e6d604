// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.attune.data.similar.IntColumn;
import org.attune.problem.InputException;

/**
 * Holds out a share of rows. Rows with equal inputs are one group and stay together, so that no duplicate lies on both sides, and so do
 * rows that were made of one another ({@link Parentage}); groups are taken in the order of their {@link RowKey}, so that the split
 * depends on what the rows say and on the seed, not on their order. Within each class the number held out is its share rounded by largest remainder, less where a class would lose
 * its last group, off by less than a group where groups are large. A class of one group stays in train. Regression is split
 * without classes: quantiles would tie a row's side to all other targets, and hardly lower the variance of a share of 10 %.
 *
 * <p>The heap holds some thirty bytes of each row, whatever it says.
 */
public final class Splits {

    private Splits() {}

    /**
     * @param share of rows to hold out, between 0 and 1
     * @param inputs columns that make two rows the same for a model; none: all columns
     * @param stratum the class of a row; the same for all rows: no stratification
     * @throws InputException where nothing can be held out without losing a class
     */
    public static Split split(
            List<Row> rows, double share, long seed, Collection<String> inputs, Function<Row, String> stratum) {
        if (!(share > 0 && share < 1)) {
            throw new InputException(
                    "data.share",
                    "data.validation",
                    Double.toString(share),
                    "a share is between 0 and 1",
                    "write 0.1 for ten per cent, or name a file");
        }
        Keys keys = Keys.of(rows, seed, inputs, stratum);
        int[] order = keys.order();
        Map<String, IntColumn> classes = classes(keys, order);
        Map<String, Integer> counts = new TreeMap<>();
        classes.forEach((name, groups) -> counts.put(name, size(groups)));
        Map<String, Integer> wanted = Shares.of(counts, share);
        boolean[] held = new boolean[rows.size()];
        boolean any = false;
        for (Map.Entry<String, IntColumn> each : classes.entrySet()) {
            any |= take(each.getValue(), wanted.getOrDefault(each.getKey(), 0), order, held);
        }
        if (!any) {
            throw new InputException(
                    "data.nothing-to-hold-out",
                    "data.validation",
                    rows.size() + " rows in " + classes.size()
                            + " classes, none of which has two different rows to part",
                    "each class keeps a row to learn from",
                    "give a validation file, or set data.validation: none");
        }
        return new Split(
                ListView.at(ListView.places(held, false), rows), ListView.at(ListView.places(held, true), rows));
    }

    /** What is known of each row: the halves of its key, and its class. */
    private record Keys(long[] high, long[] low, int[] classes, List<String> names) {

        static Keys of(List<Row> rows, long seed, Collection<String> inputs, Function<Row, String> stratum) {
            Keys keys = new Keys(new long[rows.size()], new long[rows.size()], new int[rows.size()], new ArrayList<>());
            Map<String, Integer> numbers = new LinkedHashMap<>();
            Together together = new Together(rows.size());
            int at = 0;
            for (Row row : rows) {
                together.add(at, row);
                RowKey key = RowKey.of(row, inputs, seed);
                keys.high[at] = key.high();
                keys.low[at] = key.low();
                keys.classes[at++] = numbers.computeIfAbsent(stratum.apply(row), name -> numbers.size());
            }
            keys.names.addAll(numbers.keySet());
            if (together.any()) {
                keys.unite(together);
            }
            return keys;
        }

        /** The rows by their keys, those of one key by their places. */
        int[] order() {
            return IntOrder.sorted(high.length, this::compare);
        }

        /** Gives families the smallest key of their rows, so that they are one group. */
        private void unite(Together together) {
            int[] order = order();
            for (int i = 1; i < order.length; i++) {
                if (compare(order[i - 1], order[i]) == 0) {
                    together.join(order[i - 1], order[i]);
                }
            }
            int[] smallest = together.firsts(order);
            for (int row : order) { // the smallest key comes first, and keeps itself
                high[row] = high[smallest[row]];
                low[row] = low[smallest[row]];
            }
        }

        private int compare(int row, int other) {
            int order = Long.compareUnsigned(high[row], high[other]);
            return order != 0 ? order : Long.compareUnsigned(low[row], low[other]);
        }

        String name(int row) {
            return names.get(classes[row]);
        }
    }

    /** Of each class where its groups begin in the order, and one past their ends, in turn. */
    private static Map<String, IntColumn> classes(Keys keys, int[] order) {
        Map<String, IntColumn> classes = new LinkedHashMap<>();
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            // several labels on equal inputs: the smallest, whatever the order of the rows
            String name = keys.name(order[from]);
            while (to < order.length && keys.compare(order[from], order[to]) == 0) {
                String other = keys.name(order[to++]);
                name = other.compareTo(name) < 0 ? other : name;
            }
            IntColumn groups = classes.computeIfAbsent(name, key -> new IntColumn());
            groups.add(from);
            groups.add(to);
        }
        return classes;
    }

    /** In key order whatever fits, never all groups; whether anything was taken. */
    private static boolean take(IntColumn groups, int wanted, int[] order, boolean[] held) {
        int taken = 0;
        int left = groups.size() / 2;
        for (int i = 0; i < groups.size(); i += 2) {
            int size = groups.get(i + 1) - groups.get(i);
            if (left > 1 && taken + size <= wanted) {
                Arrays.stream(order, groups.get(i), groups.get(i + 1)).forEach(row -> held[row] = true);
                taken += size;
                left--;
            }
        }
        return taken > 0;
    }

    private static int size(IntColumn groups) {
        int size = 0;
        for (int i = 0; i < groups.size(); i += 2) {
            size += groups.get(i + 1) - groups.get(i);
        }
        return size;
    }
}
