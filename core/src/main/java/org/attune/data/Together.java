// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.data.similar.Components;

/** Rows that must not lie on two sides of a split: those with equal inputs, and those that were made of one row. */
final class Together {

    private Together() {}

    /** By the smallest key of each group; rows in their order. */
    static Map<RowKey, List<Row>> of(List<Row> rows, long seed, Collection<String> inputs) {
        Components components = new Components(rows.size());
        RowKey[] keys = new RowKey[rows.size()];
        Map<RowKey, Integer> byKey = new HashMap<>();
        Map<String, Integer> byParent = new HashMap<>();
        for (int row = 0; row < keys.length; row++) {
            keys[row] = RowKey.of(rows.get(row), inputs, seed);
            join(components, row, byKey.putIfAbsent(keys[row], row));
            String parent = Parentage.of(rows.get(row));
            if (!parent.isEmpty()) {
                join(components, row, byParent.putIfAbsent(parent, row));
            }
        }
        Map<Integer, RowKey> smallest = new HashMap<>();
        Map<Integer, List<Row>> members = new HashMap<>();
        for (int row = 0; row < keys.length; row++) {
            int name = components.find(row);
            smallest.merge(name, keys[row], (a, b) -> a.compareTo(b) < 0 ? a : b);
            members.computeIfAbsent(name, n -> new ArrayList<>(1)).add(rows.get(row));
        }
        Map<RowKey, List<Row>> groups = new TreeMap<>();
        members.forEach((name, same) -> groups.put(smallest.getOrDefault(name, keys[name]), same));
        return groups;
    }

    private static void join(Components components, int row, @org.jspecify.annotations.Nullable Integer other) {
        if (other != null) {
            components.join(row, other);
        }
    }
}
