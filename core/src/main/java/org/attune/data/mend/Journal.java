// SPDX-License-Identifier: Apache-2.0
package org.attune.data.mend;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.write.LineFile;
import org.attune.data.write.RowJson;
import org.jspecify.annotations.Nullable;

/** What was changed and what was taken, row by row. */
public final class Journal implements Closeable {

    private static final byte[] ROW = ",\"row\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = {'}'};

    private final LineFile changed;
    private final LineFile rejected;
    private final Tally changedBy = new Tally();
    private final Tally rejectedBy = new Tally();

    public Journal(Path folder) {
        changed = new LineFile(folder.resolve("changed.jsonl"));
        rejected = new LineFile(folder.resolve("rejected.jsonl"));
    }

    /** @param after the whole row, in the columns' order */
    public void changed(Row before, Map<String, @Nullable Object> after, Collection<String> rules) {
        Map<String, @Nullable Object> was = new LinkedHashMap<>();
        Map<String, @Nullable Object> is = new LinkedHashMap<>();
        after.forEach((column, value) -> {
            if (value != before.value(column)) {
                was.put(column, before.value(column));
                is.put(column, value);
            }
        });
        rules.forEach(changedBy::count);
        Map<String, Object> entry = place(before.file(), before.line());
        entry.put("rules", rules);
        entry.put("before", was);
        entry.put("after", is);
        changed.line(RowJson.bytes(entry));
    }

    /**
     * @param because the row that stays instead, and how similar it is; may be empty
     * @param row its values as JSON
     */
    public void rejected(Map<String, Object> place, String rule, Map<String, ?> because, byte[] row) {
        rejectedBy.count(rule);
        place.put("rule", rule);
        if (!because.isEmpty()) {
            place.put("because", because);
        }
        byte[] head = RowJson.bytes(place);
        rejected.line(java.util.Arrays.copyOf(head, head.length - 1), ROW, row, END);
    }

    public static Map<String, Object> place(String file, long line) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("file", file);
        place.put("line", line);
        return place;
    }

    public long changedRows() {
        return changed.lines();
    }

    public Tally changedBy() {
        return changedBy;
    }

    public Tally rejectedBy() {
        return rejectedBy;
    }

    @Override
    public void close() {
        try (changed) {
            rejected.close();
        }
    }
}
