// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of all files and numbers them. The first of them stay in the heap, those beyond {@link HeapShare} in a temporary file: the
 * sizes are those of a 64-bit JVM with compressed references, measured against 1,000,000 rows.
 */
final class RowList implements RowSink {

    private static final long ROW = 112;
    private static final long STRING = 56;
    private static final int POOLED = 48;
    private static final int MOST_POOLED = 20_000;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> pool = new HashMap<>();
    private final long limit;
    private long bytes;
    private @Nullable StoredRows stored;

    /** @param limit bytes of rows in the heap */
    RowList(long limit) {
        this.limit = limit;
    }

    @Override
    public void add(String file, long line, Names names, @Nullable Object[] values) {
        if (stored == null) {
            bytes += ROW;
            for (int i = 0; i < values.length; i++) {
                values[i] = kept(values[i]);
            }
            if (bytes <= limit) {
                rows.add(new Row(rows.size(), file, line, new Fields(names, values)));
                return;
            }
            stored = new StoredRows();
        }
        stored.add(file, line, names, values);
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
        return (long) rows.size() + (stored == null ? 0 : stored.size());
    }

    @Override
    public Runnable undo() {
        int heapNow = rows.size();
        long bytesNow = bytes;
        int storedNow = stored == null ? 0 : stored.size();
        return () -> {
            rows.subList(heapNow, rows.size()).clear();
            bytes = bytesNow;
            if (stored != null) {
                stored.cut(storedNow);
                stored = storedNow == 0 ? null : stored;
            }
        };
    }

    /** All that were added; none may be added afterwards. */
    List<Row> rows() {
        if (stored == null) {
            return Collections.unmodifiableList(rows);
        }
        stored.flush();
        return new Both(rows, stored);
    }

    private static final class Both extends AbstractList<Row> implements RandomAccess {
        private final List<Row> first;
        private final StoredRows others;

        Both(List<Row> first, StoredRows others) {
            this.first = first;
            this.others = others;
        }

        @Override
        public Row get(int index) {
            return index < first.size() ? first.get(index) : others.get(index - first.size(), index);
        }

        @Override
        public int size() {
            return Math.addExact(first.size(), others.size());
        }
    }
}
