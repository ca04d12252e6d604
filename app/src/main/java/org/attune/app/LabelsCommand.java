// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.TextTable;
import org.attune.curation.FrozenModel;
import org.attune.curation.labels.LabelAudit;
import org.attune.curation.labels.LabelFindings;
import org.attune.curation.labels.Relabelling;
import org.attune.data.mend.Mended;
import org.attune.data.parts.Folds;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Likely label errors, and what was decided about them. */
@Command(
        name = "labels",
        description = {
            "Finds rows whose label is likely to be wrong, by confident learning: a head on the features of a model that",
            "is not tuned judges each row after learning from the others. Nothing is changed: suspects.jsonl lists the",
            "rows, the likeliest first. Add \"decision\": \"relabel\", \"drop\" or \"keep\" to its lines, and --apply writes",
            "the data anew; relabel takes the label suggested, or that of \"to\"."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data labels train.csv --model builtin:minilm --out audit",
            "  attune data labels train.csv --apply audit/suspects.jsonl --out mended"
        })
final class LabelsCommand implements Callable<Integer> {

    /** Lines of each table on the terminal. */
    private static final int SHOWN = 10;

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs, with one label a row.")
    private List<String> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the result.")
    private Path out = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Whose features are judged by: builtin:minilm, a directory or an .onnx file.")
    private @Nullable String model;

    @Option(names = "--apply", paramLabel = "FILE", description = "Decisions to write the data anew by.")
    private @Nullable String decisions;

    @Option(names = "--folds", paramLabel = "K", description = "5 unless given.")
    private int folds = 5;

    @Option(
            names = "--near-duplicates",
            paramLabel = "SIMILARITY",
            description = "From which Jaccard similarity texts share a fold; 0.8 unless given, 0: only equal ones.")
    private double near = 0.8;

    @Option(names = "--seed", paramLabel = "N", description = "13 unless given.")
    private long seed = 13;

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    LabelsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        String applied = decisions;
        String judge = model;
        if ((applied == null) == (judge == null)) {
            throw new InputException(
                    "cli.usage",
                    "--model, --apply",
                    applied == null ? "neither" : "both",
                    "suspects are found by a model, or decisions about them are applied",
                    "give --model builtin:minilm, or --apply FILE");
        }
        if (applied != null) {
            apply(applied);
        } else if (judge != null) {
            audit(judge);
        }
        return ExitCode.DONE;
    }

    private void audit(String judge) {
        Platform.check();
        FrozenModel.Asked asked = FrozenModel.Asked.classes(judge, files, columns.byRole(), seed);
        LabelFindings found = new LabelAudit(asked, new Folds(folds, near, seed)).into(out, phase -> {
            if (!common.quiet) {
                session.console().say(phase);
            }
        });
        if (common.json) {
            session.console().out().print(JsonText.pretty(document(found)));
        } else {
            print(session.console(), found);
        }
    }

    private void apply(String applied) {
        Mended result = new Relabelling(files, applied, columns.byRole()).into(out);
        String data = out.resolve(result.data().getFileName()).toString();
        if (common.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("data", data);
            document.put("read", result.read());
            document.put("written", result.written());
            document.put("rejected", result.rejected());
            document.put("changed", result.changed());
            session.console().out().print(JsonText.pretty(document));
            return;
        }
        session.console()
                .print(result.read() + " rows read, " + result.written() + " written to " + data + ", "
                        + result.changed() + " relabelled, " + result.rejected() + " dropped");
    }

    private static Map<String, Object> document(LabelFindings found) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("suspects", found.suspects().toString());
        document.put("rows", found.rows());
        document.put("unjudged", found.unjudged());
        document.put("suspected", found.suspected());
        document.put("noise", found.noise());
        document.put("classes", found.classes());
        document.put("confusions", found.confusions());
        return document;
    }

    private static void print(Console console, LabelFindings found) {
        found.notes().forEach(note -> console.say("  " + note));
        console.print(found.suspected() + " suspects among " + found.rows() + " rows, the likeliest first in "
                + found.suspects());
        console.print("estimated share of wrong labels: " + percent(found.noise())
                + (found.unjudged() == 0
                        ? ""
                        : "; not judged, of classes with too few different rows: " + found.unjudged()));
        TextTable classes = new TextTable("lrrrr", "label", "rows", "suspects", "wrong", "missed");
        found.classes().stream()
                .filter(of -> of.suspects() > 0)
                .limit(SHOWN)
                .forEach(of -> classes.row(
                        of.label(),
                        String.valueOf(of.rows()),
                        String.valueOf(of.suspects()),
                        percent(of.wrong()),
                        percent(of.missed())));
        TextTable confusions = new TextTable("llr", "label", "rather", "suspects");
        found.confusions().stream()
                .limit(SHOWN)
                .forEach(pair -> confusions.row(pair.label(), pair.suggested(), String.valueOf(pair.suspects())));
        for (TextTable table : List.of(classes, confusions)) {
            if (!table.isEmpty()) {
                console.print("");
                table.lines().forEach(console::print);
            }
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
