// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads tables larger than memory: rows are seen once and not kept. */
public final class RowStream implements RowSink {

    /** Rows by which columns are guessed. */
    private static final int HEAD = 2000;

    private final RowConsumer consumer;
    private final List<Row> head = new ArrayList<>();
    private boolean begun;
    private long size;

    private RowStream(RowConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * What was read.
     *
     * @param broken problems of single lines, which are no rows; the first of each kind, then how many more
     */
    public record Read(
            List<String> columns,
            long rows,
            Map<String, String> sha256ByFile,
            List<String> notes,
            List<Problem> broken) {}

    /**
     * All rows of some files, in the order given. A line that is no row is passed over and listed.
     *
     * @param sources paths or globs, relative to the working directory
     * @throws org.attune.problem.InputException where a file cannot be read to its end, or files do not fit together
     */
    public static Read read(List<String> sources, ReadOptions options, RowConsumer consumer) {
        Problems problems = new Problems();
        Problems broken = new Problems();
        List<Source> files = Sources.resolve(sources, options.beside(), problems);
        problems.throwIfAny();
        RowStream stream = new RowStream(consumer);
        Map<String, FilePart> parts = new LinkedHashMap<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Source file : files) {
            FileReading reading = FileReading.of(file, options, stream);
            reading.findings().moveTo(reading.findings().stopped() ? problems : broken);
            if (reading.part() != null) {
                parts.put(file.shown(), reading.part());
                hashes.put(file.shown(), reading.sha256());
            }
        }
        List<String> columns = Tables.columns(parts, problems);
        if (stream.size == 0) {
            problems.addAll(broken.list());
        }
        problems.throwIfAny();
        stream.begin();
        List<String> notes =
                parts.values().stream().flatMap(p -> p.notes().stream()).toList();
        return new Read(columns, stream.size, Collections.unmodifiableMap(hashes), notes, broken.list());
    }

    @Override
    public void add(String file, long line, Names names, @Nullable Object[] values) {
        Row row = new Row(size++, file, line, new Fields(names, values));
        if (begun) {
            consumer.row(row);
            return;
        }
        head.add(row);
        if (head.size() == HEAD) {
            begin();
        }
    }

    @Override
    public long size() {
        return size;
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        Set<String> columns = new LinkedHashSet<>();
        head.forEach(row -> columns.addAll(row.values().keySet()));
        boolean hasHeader = !columns.contains(Table.nameOf(0));
        consumer.begin(new Table(
                new ArrayList<>(columns), Collections.unmodifiableList(head), Map.of(), hasHeader, List.of()));
        head.forEach(consumer::row);
        head.clear();
    }
}
