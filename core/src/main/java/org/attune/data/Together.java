// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.attune.data.similar.Components;
import org.jspecify.annotations.Nullable;

/** Rows that must not lie on two sides of a split: those with equal inputs, and those that were made of one row. */
final class Together {

    private final Components components;
    private final Map<String, Integer> byParent = new HashMap<>();

    /** @param rows their number; each starts alone */
    Together(int rows) {
        components = new Components(rows);
    }

    /** Joins a row with those of the same parent, where it has one. */
    void add(int place, Row row) {
        String parent = Parentage.of(row);
        if (!parent.isEmpty()) {
            @Nullable Integer other = byParent.putIfAbsent(parent, place);
            if (other != null) {
                components.join(place, other);
            }
        }
    }

    /** Whether any row has a parent. */
    boolean any() {
        return !byParent.isEmpty();
    }

    void join(int row, int other) {
        components.join(row, other);
    }

    /** Of each row the one of its family that comes first in an order of all rows. */
    int[] firsts(int[] order) {
        int[] firstOf = new int[order.length];
        Arrays.fill(firstOf, -1);
        int[] firsts = new int[order.length];
        for (int row : order) {
            int family = components.find(row);
            if (firstOf[family] < 0) {
                firstOf[family] = row;
            }
            firsts[row] = firstOf[family];
        }
        return firsts;
    }
}
