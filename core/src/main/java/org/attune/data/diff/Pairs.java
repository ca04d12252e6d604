// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.attune.data.Row;

/** Which row of the one version is which of the other. */
final class Pairs {

    static final int NONE = -1;

    private final List<Row> before;
    private final List<Row> after;
    private final int[] earlier;
    private final boolean[] taken;

    Pairs(List<Row> before, List<Row> after) {
        this.before = before;
        this.after = after;
        this.earlier = new int[after.size()];
        Arrays.fill(earlier, NONE);
        this.taken = new boolean[before.size()];
    }

    void join(int old, int later) {
        if (taken[old] || earlier[later] != NONE) {
            throw new IllegalStateException("a row is paired once");
        }
        taken[old] = true;
        earlier[later] = old;
    }

    /** The row that it was; {@link #NONE} for a new one. */
    int earlier(int later) {
        return earlier[later];
    }

    /** Rows of the first version that are paired with none, in their order. */
    int[] left() {
        return IntStream.range(0, taken.length).filter(row -> !taken[row]).toArray();
    }

    /** Rows of the second version that are paired with none, in their order. */
    int[] open() {
        return IntStream.range(0, earlier.length)
                .filter(row -> earlier[row] == NONE)
                .toArray();
    }

    /** Pairs rows that have the same key and no other row yet, in their order. */
    <K> void joinEqual(Function<Row, K> key) {
        Map<K, Deque<Integer>> waiting = new HashMap<>();
        for (int row : left()) {
            waiting.computeIfAbsent(key.apply(before.get(row)), k -> new ArrayDeque<>(1))
                    .add(row);
        }
        for (int row : open()) {
            Deque<Integer> same = waiting.get(key.apply(after.get(row)));
            if (same != null && !same.isEmpty()) {
                join(same.remove(), row);
            }
        }
    }
}
