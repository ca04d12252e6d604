// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.TextTable;
import org.attune.curation.augment.Augmentation;
import org.attune.data.augment.AugmentPlan;
import org.attune.data.augment.Augmented;
import org.attune.data.augment.Operation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** More rows, made of those that there are. */
@Command(
        name = "augment",
        description = {
            "Adds rows that are made of others: the same label, the text changed a little. With a model, a copy goes where",
            "its label is much less probable than that of its row, by a head that has not learnt from the row.",
            "Each row names its parent, and rows of one parent never lie in two parts of a split."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data augment train.csv --model builtin:minilm --rows 200 --out more",
            "  attune data augment train.csv --operations keyboard,ocr --factor 1.5 --out noisy",
            "  attune data augment train.csv --model builtin:minilm --class refund=100 --out more"
        })
final class AugmentCommand implements Callable<Integer> {

    /** Classes on the terminal. */
    private static final int SHOWN = 10;

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs.")
    private List<String> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the result.")
    private Path out = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Who judges copies and knows near words: builtin:minilm, a directory or an .onnx file.")
    private @Nullable String model;

    @Option(
            names = "--operations",
            split = ",",
            paramLabel = "NAME",
            description =
                    "What is done to texts (${COMPLETION-CANDIDATES}); all unless given, neighbours with a model.")
    private @Nullable List<Operation> operations;

    @Option(names = "--rows", paramLabel = "N", description = "Each class is to have so many rows.")
    private @Nullable Integer rows;

    @Option(
            names = "--factor",
            paramLabel = "X",
            description = "Each class is to have so many times its rows; 2 where no target is given.")
    private @Nullable Double factor;

    @Option(
            names = "--class",
            paramLabel = "LABEL=N",
            description = "One class is to have so many rows; may be repeated.")
    private Map<String, Integer> classes = Map.of();

    @Option(names = "--rate", paramLabel = "SHARE", description = "Share of words that are touched; 0.1 unless given.")
    private double rate = AugmentPlan.RATE;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description =
                    "With a model: copies go whose label is less probable than this share of what it is for the row; 0.5 unless given, 0: never.")
    private double confidence = AugmentPlan.CONFIDENCE;

    @Option(names = "--copies", paramLabel = "N", description = "Of one row at most; 10 unless given.")
    private int copies = AugmentPlan.COPIES;

    @Option(names = "--seed", paramLabel = "N", description = "13 unless given.")
    private long seed = 13;

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    AugmentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        AugmentPlan.Targets targets =
                AugmentPlan.Targets.of(Optional.ofNullable(rows), Optional.ofNullable(factor), classes);
        Optional<String> judge = Optional.ofNullable(model);
        List<Operation> chosen = Optional.ofNullable(operations).orElse(Operation.all(judge.isPresent()));
        AugmentPlan plan = new AugmentPlan(chosen, rate, targets, confidence, copies, seed);
        if (judge.isPresent()) {
            Platform.check();
        }
        Augmented made = new Augmentation(files, columns.byRole(), judge, plan).into(out, phase -> {
            if (!common.quiet) {
                session.console().say(phase);
            }
        });
        if (common.json) {
            session.console().out().print(JsonText.pretty(document(made)));
        } else {
            print(session.console(), made, judge.isPresent());
        }
        return ExitCode.DONE;
    }

    private Map<String, Object> document(Augmented made) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", data(made));
        document.put("read", made.mended().read());
        document.put("made", made.mended().made());
        document.put("written", made.mended().written());
        document.put("rejected", made.mended().rejected());
        document.put("classes", made.classes());
        document.put("operations", made.operations());
        return document;
    }

    private String data(Augmented made) {
        return out.resolve(made.mended().data().getFileName()).toString();
    }

    private void print(Console console, Augmented made, boolean judged) {
        console.print(made.mended().read() + " rows read, " + made.mended().made() + " made of them, "
                + made.mended().rejected() + " of these rejected, "
                + made.mended().written() + " written to "
                + data(made) + (judged ? "" : "; labels were not looked at, which --model does"));
        TextTable table = new TextTable("lrrrr", "operation", "made", "kept", "same class", "label's probability");
        made.operations()
                .forEach((name, of) -> table.row(
                        name,
                        String.valueOf(of.made()),
                        String.valueOf(of.kept()),
                        of.judged() == 0 ? "" : share(of.same()),
                        of.judged() == 0 ? "" : share(of.before()) + " to " + share(of.after())));
        TextTable few = new TextTable("lrrr", "class", "rows", "wanted", "now");
        made.classes().entrySet().stream()
                .filter(of -> of.getValue().after() < of.getValue().target())
                .limit(SHOWN)
                .forEach(of -> few.row(
                        of.getKey(),
                        String.valueOf(of.getValue().before()),
                        String.valueOf(of.getValue().target()),
                        String.valueOf(of.getValue().after())));
        for (TextTable one : List.of(table, few)) {
            if (!one.isEmpty()) {
                console.print("");
                one.lines().forEach(console::print);
            }
        }
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
