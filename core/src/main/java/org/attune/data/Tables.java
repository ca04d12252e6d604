// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.nio.file.Path;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads labelled tables. Start here. */
public final class Tables {

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    private Tables() {}

    /**
     * All rows of some files, in the order given (those of a glob by name), each with its file and line.
     *
     * @param sources paths or globs, relative to the working directory
     * @throws org.attune.problem.InputException naming every problem of every file
     */
    public static Table read(List<String> sources, ReadOptions options) {
        Problems problems = new Problems();
        List<Source> files = Sources.resolve(sources, options.beside(), problems);
        RowList sink = new RowList(HeapShare.bytes());
        Map<String, FilePart> parts = new LinkedHashMap<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Source file : files) {
            FileReading reading = FileReading.of(file, options, sink);
            reading.findings().moveTo(problems);
            if (reading.part() != null) {
                parts.put(file.shown(), reading.part());
                hashes.put(file.shown(), reading.sha256());
            }
        }
        List<String> columns = columns(parts, problems);
        problems.throwIfAny();
        List<String> notes =
                parts.values().stream().flatMap(p -> p.notes().stream()).toList();
        LOG.debug("{} rows with {} columns from {} files", sink.size(), columns.size(), files.size());
        boolean hasHeader = parts.values().stream().allMatch(FilePart::hasHeader);
        return new Table(columns, sink.rows(), Collections.unmodifiableMap(hashes), hasHeader, notes);
    }

    /**
     * SHA-256 of files, by the name that the user gives them, in the order in which they are read.
     *
     * @throws org.attune.problem.InputException naming every file that cannot be read
     */
    public static Map<String, String> sha256(List<String> sources, @Nullable Path beside) {
        Problems problems = new Problems();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Source file : Sources.resolve(sources, beside, problems)) {
            try (SourceBytes bytes = SourceBytes.open(file.path())) {
                hashes.put(file.shown(), bytes.sha256OfFile());
            } catch (IOException e) {
                problems.add(
                        "data.unreadable",
                        file.shown(),
                        "cannot be read: " + Problem.quote(String.valueOf(e.getMessage())),
                        "data files are readable",
                        "check the path and its permissions");
            }
        }
        problems.throwIfAny();
        return hashes;
    }

    /** The columns of all files; files with fixed columns must have the same ones, in any order where they have names. */
    static List<String> columns(Map<String, FilePart> parts, Problems problems) {
        Set<String> all = new LinkedHashSet<>();
        Map.Entry<String, FilePart> first = null;
        for (Map.Entry<String, FilePart> part : parts.entrySet()) {
            all.addAll(part.getValue().columns());
            if (!part.getValue().fixed() || part.getValue().columns().isEmpty()) {
                continue;
            }
            if (first == null) {
                first = part;
            } else if (!agree(first.getValue(), part.getValue())) {
                problems.add(
                        "data.columns-differ",
                        part.getKey(),
                        describe(part.getValue()),
                        "files read together have the same columns; " + first.getKey() + " has "
                                + describe(first.getValue()),
                        difference(first.getValue(), part.getValue()));
            }
        }
        return new ArrayList<>(all);
    }

    private static boolean agree(FilePart a, FilePart b) {
        return a.hasHeader() == b.hasHeader() && Set.copyOf(a.columns()).equals(Set.copyOf(b.columns()));
    }

    private static String describe(FilePart part) {
        return (part.hasHeader() ? "the columns " : "no header and the columns ") + String.join(", ", part.columns());
    }

    private static String difference(FilePart first, FilePart other) {
        if (first.hasHeader() != other.hasHeader()) {
            return "set data.header: true or false if it was guessed wrongly, or give the same kind of files";
        }
        List<String> missing = new ArrayList<>(first.columns());
        missing.removeAll(other.columns());
        List<String> extra = new ArrayList<>(other.columns());
        extra.removeAll(first.columns());
        return (missing.isEmpty() ? "" : "add or rename to: " + String.join(", ", missing))
                + (missing.isEmpty() || extra.isEmpty() ? "" : "; ")
                + (extra.isEmpty() ? "" : "not in the first file: " + String.join(", ", extra));
    }
}
