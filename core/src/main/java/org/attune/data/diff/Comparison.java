// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.data.TextColumns;

/** What differs between rows that are paired. Columns that one version alone has are not compared. */
record Comparison(Table first, Table second, TextColumns roles, Pairs pairs) {

    DataDiff diff() {
        Map<Change.Kind, Long> counts = new EnumMap<>(Change.Kind.class);
        Map<String, Long> relabelled = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        for (int row = 0; row < second.rows().size(); row++) {
            Row after = second.rows().get(row);
            int earlier = pairs.earlier(row);
            Change change = earlier == Pairs.NONE
                    ? new Change(Change.Kind.ADDED, null, after, List.of())
                    : changed(first.rows().get(earlier), after, relabelled);
            note(change, counts, changes);
        }
        for (int row : pairs.left()) {
            note(new Change(Change.Kind.REMOVED, first.rows().get(row), null, List.of()), counts, changes);
        }
        return new DataDiff(
                first.rows().size(),
                second.rows().size(),
                counts,
                changes,
                without(second.columns(), first.columns()),
                without(first.columns(), second.columns()),
                byFrequency(relabelled));
    }

    private static void note(Change change, Map<Change.Kind, Long> counts, List<Change> changes) {
        counts.merge(change.kind(), 1L, Long::sum);
        if (change.kind() != Change.Kind.SAME) {
            changes.add(change);
        }
    }

    private Change changed(Row before, Row after, Map<String, Long> relabelled) {
        List<String> differing = first.columns().stream()
                .filter(second.columns()::contains)
                .filter(column -> !shown(before, column).equals(shown(after, column)))
                .toList();
        boolean text = differing.stream().anyMatch(roles.inputs()::contains);
        boolean label = roles.label().filter(differing::contains).isPresent();
        if (label) {
            relabelled.merge(roles.label(before) + " → " + roles.label(after), 1L, Long::sum);
        }
        Change.Kind kind = text && label
                ? Change.Kind.LABEL_AND_TEXT
                : text
                        ? Change.Kind.TEXT
                        : label ? Change.Kind.LABEL : differing.isEmpty() ? Change.Kind.SAME : Change.Kind.OTHER;
        return new Change(kind, before, after, differing);
    }

    /** A number is the same in every format that it is written in alike. */
    private static String shown(Row row, String column) {
        return String.valueOf(row.value(column));
    }

    private static List<String> without(List<String> columns, List<String> others) {
        return columns.stream().filter(column -> !others.contains(column)).toList();
    }

    private static Map<String, Long> byFrequency(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
