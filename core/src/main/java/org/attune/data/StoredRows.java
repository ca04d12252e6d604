// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.data.similar.Spool;
import org.attune.run.UserCache;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a temporary file, in the order in which they came; the heap holds where each begins, eight bytes. The file has no name while it is
 * open, so that nothing is left of it however the process ends. Any number of threads may read once all are added.
 */
final class StoredRows {

    private static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

    private final Path folder = UserCache.folder();
    private final Spool spool = open(folder);
    private final RowBytes bytes = new RowBytes();
    private final List<String> files = new ArrayList<>();
    private final List<Names> names = new ArrayList<>();
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    void add(String file, long line, Names of, @Nullable Object[] values) {
        if (files.isEmpty() || !files.get(files.size() - 1).equals(file)) {
            files.add(file);
        }
        byte[] content = bytes.of(values);
        ByteBuffer row = ByteBuffer.allocate(HEAD + content.length);
        row.putInt(files.size() - 1).putLong(line).putInt(numberOf(of)).put(content);
        try {
            spool.add(row.array());
        } catch (UncheckedIOException e) {
            throw UserCache.failed(folder, Objects.requireNonNull(e.getCause()));
        }
    }

    Row get(int number, long id) {
        byte[] stored = spool.get(number);
        ByteBuffer head = ByteBuffer.wrap(stored, 0, HEAD);
        String file = files.get(head.getInt());
        long line = head.getLong();
        Names of = names.get(head.getInt());
        byte[] content = Arrays.copyOfRange(stored, HEAD, stored.length);
        return new Row(id, file, line, new Fields(of, of.list().size(), i -> RowBytes.value(content, i)));
    }

    int size() {
        return spool.size();
    }

    /** Takes back the rows from this number on. */
    void cut(int size) {
        spool.cut(size);
    }

    void flush() {
        spool.flush();
    }

    private int numberOf(Names of) {
        Integer known = numbers.putIfAbsent(of.list(), names.size());
        if (known == null) {
            names.add(of);
        }
        return known == null ? names.size() - 1 : known;
    }

    private static Spool open(Path folder) {
        try {
            return new Spool(Files.createDirectories(folder));
        } catch (IOException e) {
            throw UserCache.failed(folder, e);
        } catch (UncheckedIOException e) {
            throw UserCache.failed(folder, Objects.requireNonNull(e.getCause()));
        }
    }
}
