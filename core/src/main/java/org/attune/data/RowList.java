// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of all files and numbers them. Refuses, instead of running out of memory, when the rows would take
 * most of the heap: the sizes are those of a 64-bit JVM with compressed references, measured against 1,000,000 rows.
 */
final class RowList implements RowSink {

    private static final long ROW = 96;
    private static final long STRING = 56;
    private static final int POOLED = 48;
    private static final int MOST_POOLED = 20_000;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> pool = new HashMap<>();
    private final long limit;
    private long bytes;

    RowList(long limit) {
        this.limit = limit;
    }

    static RowList ofHeap() {
        return new RowList(Runtime.getRuntime().maxMemory() / 10 * 7);
    }

    @Override
    public void add(String file, long line, Names names, @Nullable Object[] values) {
        bytes += ROW;
        for (int i = 0; i < values.length; i++) {
            values[i] = kept(values[i]);
        }
        if (bytes > limit) {
            throw new InputException(
                    "data.too-large",
                    file + ":" + line,
                    "the rows up to here take " + (bytes >> 20) + " MiB of memory",
                    "the rows of a table fit in 70 % of the Java heap, here " + (limit >> 20) + " MiB",
                    "give Java a larger heap (-Xmx) or read fewer files");
        }
        rows.add(new Row(rows.size(), file, line, new Fields(names, values)));
    }

    /** Short strings repeat (labels, sources, languages) and are kept once. */
    private @Nullable Object kept(@Nullable Object value) {
        if (value instanceof String text) {
            if (text.length() <= POOLED) {
                String known = pool.get(text);
                if (known != null) {
                    bytes += 4;
                    return known;
                }
                if (pool.size() < MOST_POOLED) {
                    pool.put(text, text);
                    bytes += POOLED;
                }
            }
        }
        bytes += size(value);
        return value;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return STRING + text.length();
        }
        if (value instanceof byte[] blob) {
            return STRING + blob.length;
        }
        if (value instanceof List<?> list) {
            return STRING + list.stream().mapToLong(RowList::size).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return STRING
                    + map.values().stream().mapToLong(v -> STRING + size(v)).sum();
        }
        return STRING;
    }

    @Override
    public long size() {
        return rows.size();
    }

    @Override
    public Runnable undo() {
        int sizeNow = rows.size();
        long bytesNow = bytes;
        return () -> {
            rows.subList(sizeNow, rows.size()).clear();
            bytes = bytesNow;
        };
    }

    List<Row> rows() {
        return rows;
    }
}
