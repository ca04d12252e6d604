// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.data.Row;
import org.attune.data.TextColumns;
import org.attune.data.text.Blanks;
import org.jspecify.annotations.Nullable;

/** One row at a time: changes its texts and says whether it may stay. */
final class RowCleaner {

    static final String FLAG = "missing";

    /**
     * A row after all rules for single rows.
     *
     * @param row with the changed values
     * @param changedBy rules that changed it
     * @param rejectedBy the rule that it breaks; empty where it stays
     */
    record Cleaned(Row row, Set<String> changedBy, String rejectedBy) {}

    private final CleanPlan.Rows plan;
    private final TextCleaner texts;
    private final TextColumns columns;

    RowCleaner(CleanPlan plan, TextColumns columns) {
        this.plan = plan.rows();
        this.texts = new TextCleaner(plan.texts());
        this.columns = columns;
    }

    Cleaned clean(Row row) {
        Set<String> changedBy = new LinkedHashSet<>();
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        for (String column : columns.inputs()) {
            put(column, row.value(column), texts.input(row.value(column), changedBy), changed);
        }
        columns.label()
                .ifPresent(
                        column -> put(column, row.value(column), texts.label(row.value(column), changedBy), changed));
        Row now = with(row, changed);
        List<String> missing = missing(now);
        if (!missing.isEmpty() && plan.missing() == CleanPlan.Missing.DROP) {
            return new Cleaned(now, changedBy, "missing");
        }
        if (!missing.isEmpty() && plan.missing() == CleanPlan.Missing.FILL) {
            missing.forEach(column -> changed.put(column, plan.fill()));
            changedBy.add("missing");
        }
        if (plan.missing() == CleanPlan.Missing.FLAG) {
            changed.put(FLAG, String.join(" ", missing));
        }
        Row kept = with(row, changed);
        return new Cleaned(kept, changedBy, broken(columns.text(kept)));
    }

    /** A rule that the text breaks; empty where it breaks none. */
    private String broken(String text) {
        int characters = text.codePointCount(0, text.length());
        if (characters < plan.fewest()) {
            return "min-characters";
        }
        if (characters > plan.most()) {
            return "max-characters";
        }
        return plan.longestRun() < Integer.MAX_VALUE && Blanks.longestRun(text) > plan.longestRun() ? "max-run" : "";
    }

    /** A second text and a completion are missing like a first one; each input has to be there. */
    private List<String> missing(Row row) {
        List<String> missing = new ArrayList<>();
        List<String> looked = new ArrayList<>(columns.inputs());
        columns.label().ifPresent(looked::add);
        for (String column : looked) {
            Object value = row.value(column);
            if (value == null || value.toString().isBlank() || (value instanceof List<?> list && list.isEmpty())) {
                missing.add(column);
            }
        }
        return missing;
    }

    private static void put(
            String column, @Nullable Object before, @Nullable Object after, Map<String, @Nullable Object> changed) {
        if (after != before) {
            changed.put(column, after);
        }
    }

    private static Row with(Row row, Map<String, @Nullable Object> changed) {
        if (changed.isEmpty()) {
            return row;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        values.putAll(changed);
        return new Row(row.id(), row.file(), row.line(), Collections.unmodifiableMap(values));
    }
}
