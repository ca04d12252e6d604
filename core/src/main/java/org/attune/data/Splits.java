// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.attune.problem.InputException;

/**
 * Holds out a share of rows. Rows with equal inputs are one group and stay together, so that no duplicate lies on both sides, and so do
 * rows that were made of one another ({@link Parentage});
 * groups are taken in the order of their {@link RowKey}, so that the split depends on what the rows say and on the seed, not on
 * their order. Within each class the number held out is its share rounded by largest remainder, less where a class would lose
 * its last group, off by less than a group where groups are large. A class of one group stays in train. Regression is split
 * without classes: quantiles would tie a row's side to all other targets, and hardly lower the variance of a share of 10 %.
 */
public final class Splits {

    private Splits() {}

    /** Equal rows of one class; the class is that of the first row by key order. */
    private record Group(RowKey key, List<Row> rows) {}

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
        Map<String, List<Group>> classes = classes(rows, seed, inputs, stratum);
        Map<String, Integer> counts = new TreeMap<>();
        classes.forEach((name, groups) -> counts.put(name, size(groups)));
        Map<String, Integer> wanted = Shares.of(counts, share);
        Set<Row> held = Collections.newSetFromMap(new IdentityHashMap<>());
        classes.forEach((name, groups) -> held.addAll(take(groups, wanted.getOrDefault(name, 0))));
        if (held.isEmpty()) {
            throw new InputException(
                    "data.nothing-to-hold-out",
                    "data.validation",
                    rows.size() + " rows in " + classes.size()
                            + " classes, none of which has two different rows to part",
                    "each class keeps a row to learn from",
                    "give a validation file, or set data.validation: none");
        }
        return new Split(
                rows.stream().filter(r -> !held.contains(r)).toList(),
                rows.stream().filter(held::contains).toList());
    }

    private static Map<String, List<Group>> classes(
            List<Row> rows, long seed, Collection<String> inputs, Function<Row, String> stratum) {
        Map<RowKey, List<Row>> groups = Together.of(rows, seed, inputs);
        Map<String, List<Group>> classes = new LinkedHashMap<>();
        groups.forEach((key, same) -> {
            // several labels on equal inputs: the smallest, whatever the order of the rows
            String name =
                    same.stream().map(stratum).min(Comparator.naturalOrder()).orElseThrow();
            classes.computeIfAbsent(name, n -> new ArrayList<>()).add(new Group(key, same));
        });
        return classes;
    }

    /** In key order whatever fits, never all groups. */
    private static List<Row> take(List<Group> groups, int wanted) {
        List<Row> taken = new ArrayList<>();
        int left = groups.size();
        for (Group group : groups) {
            if (left > 1 && taken.size() + group.rows.size() <= wanted) {
                taken.addAll(group.rows);
                left--;
            }
        }
        return taken;
    }

    private static int size(List<Group> groups) {
        return groups.stream().mapToInt(g -> g.rows().size()).sum();
    }
}
