// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import org.attune.config.ModelConfig;
import org.attune.data.ReadOptions;
import org.attune.data.inspect.InspectOptions;
import org.attune.data.inspect.Inspection;
import org.attune.data.inspect.Inspector;
import org.attune.data.inspect.Severity;
import org.attune.model.Base;
import org.attune.model.ModelImport;
import org.attune.report.inspection.InspectionPage;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is in a data set. */
@Command(
        name = "inspect",
        description = {
            "Says what is in a data set and what is wrong with it, each finding with its place and what mends it.",
            "With --test or --validation also what leaks between the parts; with --model what will be truncated."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data inspect train.csv --test test.csv --report data.html",
            "  attune data inspect 'data/*.jsonl.gz' --text body --label topic --model builtin:minilm --strict"
        })
final class InspectCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs of the data that is learnt from.")
    private List<String> files = List.of();

    @Option(names = "--validation", paramLabel = "FILE", description = "Held-out data; may be repeated.")
    private List<String> validation = List.of();

    @Option(names = "--test", paramLabel = "FILE", description = "Data to measure with; may be repeated.")
    private List<String> test = List.of();

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    @Option(names = "--model", paramLabel = "MODEL", description = "Counts tokens as this model does.")
    private @Nullable String model;

    @Option(names = "--sample", paramLabel = "ROWS", description = "Rows whose tokens are counted; 2000 unless given.")
    private int sample = 2000;

    @Option(
            names = "--near-duplicates",
            paramLabel = "SIMILARITY",
            description = "From which Jaccard similarity texts are nearly the same; 0.7 unless given.")
    private double threshold = 0.7;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the inspection as a page.")
    private @Nullable Path report;

    @Option(names = "--strict", description = "Ends with exit code 1 where there is a warning or worse.")
    private boolean strict;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Inspection inspection = inspect();
        if (report != null) {
            OutputFile.write(report, InspectionPage.of(inspection));
        }
        if (common.json) {
            session.console().out().print(JsonText.pretty(inspection));
        } else {
            InspectionText.print(session.console(), inspection);
        }
        boolean found = inspection.findings().stream().anyMatch(f -> f.severity() != Severity.NOTE);
        return strict && found ? ExitCode.WORK : ExitCode.DONE;
    }

    private Inspection inspect() {
        if (model == null) {
            return inspect(Optional.empty());
        }
        try (Base base = ModelImport.open(ModelConfig.of(model))) {
            TextTokenizer tokenizer = base.tokenizer();
            int special = tokenizer.added(false);
            return inspect(Optional.of(new InspectOptions.Tokens(
                    model, base.maxLength(), text -> tokenizer.contentIds(text).length + special, sample)));
        }
    }

    private Inspection inspect(Optional<InspectOptions.Tokens> tokens) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        InspectOptions options = new InspectOptions(columns.byRole(), threshold, temporary, tokens);
        ReadOptions reading =
                ReadOptions.auto().withNamed(Set.copyOf(columns.byRole().values()));
        try (Inspector inspector = new Inspector(options)) {
            inspector.part(validation.isEmpty() && test.isEmpty() ? "data" : "train", files, reading);
            if (!validation.isEmpty()) {
                inspector.part("validation", validation, reading);
            }
            if (!test.isEmpty()) {
                inspector.part("test", test, reading);
            }
            return inspector.conclude();
        }
    }
}
