// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attune.data.Parentage;
import org.attune.data.Row;
import org.attune.data.RowKey;
import org.attune.data.TextColumns;
import org.attune.statistics.KeyedDraws;
import org.attune.tensor.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes copies of rows. What copy number n of a row says follows from the row's inputs and label, the seed and n; the one thing that other
 * rows decide is whether it is new.
 */
final class Making {

    private final AugmentPlan plan;
    private final TextColumns columns;
    private final List<Row> rows;
    private final Judge judge;
    private final Set<RowKey> said = new HashSet<>();

    Making(AugmentPlan plan, TextColumns columns, List<Row> rows, Judge judge) {
        this.plan = plan;
        this.columns = columns;
        this.rows = rows;
        this.judge = judge;
        rows.forEach(row -> said.add(RowKey.of(row, columns.inputs(), 0)));
    }

    /** Copies of the rows of one class, one at a time: of each row the first, then of each the second. */
    final class Queue {
        private final List<Integer> parents;
        private final int already;
        private long at;

        private Queue(List<Integer> parents, int already) {
            this.parents = parents;
            this.already = already;
        }

        /** Rows that the class has before any is made. */
        int rows() {
            return already;
        }

        /** Null where each row has as many copies as it may. */
        Judge.@Nullable Copy next() {
            while (at < (long) parents.size() * plan.copies()) {
                int parent = parents.get((int) (at % parents.size()));
                Judge.Copy copy = copy(parent, (int) (at / parents.size()) + 1);
                at++;
                if (copy != null) {
                    return copy;
                }
            }
            return null;
        }
    }

    /** By class, in the order of their names; the parents in an order drawn from what they say. Rows without a label are no parents. */
    Map<String, Queue> queues() {
        Map<String, List<Integer>> parents = new TreeMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            String label = columns.label(rows.get(row));
            if (columns.label().isPresent() && label.isBlank()) {
                continue;
            }
            counts.merge(label, 1, Integer::sum);
            if (!Parentage.isMade(rows.get(row))) {
                parents.computeIfAbsent(label, l -> new ArrayList<>()).add(row);
            }
        }
        Map<String, Queue> queues = new LinkedHashMap<>();
        parents.forEach((label, of) -> {
            of.sort(Comparator.comparing(this::key));
            queues.put(label, new Queue(of, counts.getOrDefault(label, 0)));
        });
        return queues;
    }

    private Judge.@Nullable Copy copy(int parent, int number) {
        RowKey content = key(parent);
        long key = KeyedRandom.key(content.high(), content.low(), number);
        int[] order = KeyedRandom.permutation(plan.operations().size(), key);
        for (int place : order) {
            Operation operation = plan.operations().get(place);
            Row made =
                    made(parent, operation, new KeyedDraws(key, operation.word().hashCode()));
            if (made != null && said.add(RowKey.of(made, columns.inputs(), 0))) {
                return new Judge.Copy(parent, number, operation, made);
            }
        }
        return null;
    }

    /** Null where the operation changes nothing. */
    private @Nullable Row made(int parent, Operation operation, KeyedDraws draws) {
        Row row = rows.get(parent);
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        boolean changed = false;
        for (String column : columns.inputs()) {
            if (row.value(column) instanceof String before) {
                String after = operation.apply(before, plan.rate(), draws, judge);
                changed |= !after.equals(before);
                values.put(column, after);
            }
        }
        values.put(Parentage.PARENT, parent(row));
        values.put(Parentage.OPERATION, operation.word());
        return changed ? new Row(row.id(), row.file(), row.line(), Collections.unmodifiableMap(values)) : null;
    }

    /** A row as it was, with its place as that of its family. */
    static Row kept(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        values.put(Parentage.PARENT, parent(row));
        values.putIfAbsent(Parentage.OPERATION, null);
        return new Row(row.id(), row.file(), row.line(), Collections.unmodifiableMap(values));
    }

    private static String parent(Row row) {
        return Parentage.of(row).isEmpty() ? row.where() : Parentage.of(row);
    }

    private RowKey key(int row) {
        List<String> read = new ArrayList<>(columns.inputs());
        columns.label().ifPresent(read::add);
        return RowKey.of(rows.get(row), read, plan.seed());
    }
}
