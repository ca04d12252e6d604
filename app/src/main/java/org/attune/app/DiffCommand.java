// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.data.diff.Change;
import org.attune.data.diff.DataDiff;
import org.attune.data.diff.Versions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two versions of a data set. */
@Command(
        name = "diff",
        description = {
            "Shows what lies between two versions of a data set: rows added and removed, labels and texts changed.",
            "Rows are the same by their --id, or by what they say; an edited text is found by its likeness."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data diff train.csv cleaned/data.csv",
            "  attune data diff old.jsonl new.jsonl --id ticket --out changes.jsonl"
        })
final class DiffCommand implements Callable<Integer> {

    /** Kinds of relabelling on the terminal. */
    private static final int SHOWN = 10;

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "A", description = "The earlier version: a file or a glob.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "The later version.")
    private String after = "";

    @Option(names = "--id", paramLabel = "COLUMN", description = "The column that names rows in both versions.")
    private @Nullable String id;

    @Option(
            names = "--near-duplicates",
            paramLabel = "SIMILARITY",
            description =
                    "Without --id: from which Jaccard similarity a text is an edited one; 0.7 unless given, 0: never.")
    private double near = 0.7;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes each change as a line of JSON.")
    private @Nullable Path out;

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        DataDiff diff = new Versions(before, after, columns.byRole(), Optional.ofNullable(id), near).compare(temporary);
        if (out != null) {
            write(out, diff);
        }
        if (common.json) {
            session.console().out().print(JsonText.pretty(document(diff)));
        } else {
            print(session.console(), diff);
        }
        return ExitCode.DONE;
    }

    private static void write(Path file, DataDiff diff) {
        try (PrintStream lines = OutputFile.open(file)) {
            for (Change change : diff.changes()) {
                byte[] json = change.json();
                lines.write(json, 0, json.length);
                lines.write('\n');
            }
            OutputFile.check(file, lines);
        }
    }

    private static Map<String, Object> document(DataDiff diff) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("before", diff.before());
        document.put("after", diff.after());
        for (Change.Kind kind : Change.Kind.values()) {
            document.put(kind.word().replace('-', '_'), diff.count(kind));
        }
        document.put("relabelled", diff.relabelled());
        document.put("added_columns", diff.addedColumns());
        document.put("removed_columns", diff.removedColumns());
        return document;
    }

    private void print(Console console, DataDiff diff) {
        console.print(diff.before() + " rows in " + before + ", " + diff.after() + " in " + after);
        for (Change.Kind kind : Change.Kind.values()) {
            if (diff.count(kind) > 0) {
                console.print("    " + diff.count(kind) + "  " + words(kind));
            }
        }
        diff.relabelled().entrySet().stream()
                .limit(SHOWN)
                .forEach(entry -> console.print("    label " + entry.getKey() + "  " + entry.getValue()));
        if (!diff.addedColumns().isEmpty() || !diff.removedColumns().isEmpty()) {
            console.print("columns, not compared: new " + diff.addedColumns() + ", gone " + diff.removedColumns());
        }
    }

    private static String words(Change.Kind kind) {
        return switch (kind) {
            case SAME -> "the same";
            case ADDED -> "added";
            case REMOVED -> "removed";
            case LABEL -> "with another label";
            case TEXT -> "with another text";
            case LABEL_AND_TEXT -> "with another label and text";
            case OTHER -> "with changes in other columns";
        };
    }
}
