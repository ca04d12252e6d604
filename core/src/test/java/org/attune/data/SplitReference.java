// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What {@link Splits} says of itself, written with objects for each row: which rows are held out, by their places. */
final class SplitReference {

    private SplitReference() {}

    static Set<Long> held(
            List<Row> rows, double share, long seed, Collection<String> inputs, Function<Row, String> stratum) {
        Map<RowKey, List<Row>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(RowKey.of(row, inputs, seed), key -> new ArrayList<>())
                .add(row));
        Map<String, List<List<Row>>> classes = new LinkedHashMap<>();
        groups.values().forEach(same -> {
            String name =
                    same.stream().map(stratum).min(Comparator.naturalOrder()).orElseThrow();
            classes.computeIfAbsent(name, key -> new ArrayList<>()).add(same);
        });
        Map<String, Integer> counts = new TreeMap<>();
        classes.forEach(
                (name, of) -> counts.put(name, of.stream().mapToInt(List::size).sum()));
        Map<String, Integer> wanted = Shares.of(counts, share);
        Set<Long> held = new HashSet<>();
        classes.forEach((name, of) -> {
            int taken = 0;
            int left = of.size();
            for (List<Row> group : of) {
                if (left > 1 && taken + group.size() <= wanted.getOrDefault(name, 0)) {
                    group.forEach(row -> held.add(row.id()));
                    taken += group.size();
                    left--;
                }
            }
        });
        return held;
    }
}
