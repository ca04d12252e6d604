// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.write.RowJson;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param before null for an added row
 * @param after null for a removed one
 * @param columns that differ; empty where a row is added, removed or the same
 */
public record Change(
        Kind kind, @Nullable Row before, @Nullable Row after, List<String> columns) {

    /** Kinds of changes. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        LABEL,
        TEXT,
        LABEL_AND_TEXT,
        /** Neither text nor label, but another column. */
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Change {
        columns = List.copyOf(columns);
    }

    /** On one line, without its end: {@code {"change","from":{"file","line"},"to",…}} with the row, or its changed columns. */
    public byte[] json() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("change", kind.word());
        if (before != null) {
            entry.put("from", place(before));
        }
        if (after != null) {
            entry.put("to", place(after));
        }
        if (before != null && after != null) {
            entry.put("before", values(before));
            entry.put("after", values(after));
        } else if (after != null) {
            entry.put("row", after.values());
        } else if (before != null) {
            entry.put("row", before.values());
        }
        return RowJson.bytes(entry);
    }

    private Map<String, @Nullable Object> values(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column, row.value(column)));
        return values;
    }

    private static Map<String, Object> place(Row row) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("file", row.file());
        place.put("line", row.line());
        return place;
    }
}
