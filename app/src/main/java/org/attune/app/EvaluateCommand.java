// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attune.TunedModel;
import org.attune.data.Row;
import org.attune.eval.EvaluationJson;
import org.attune.eval.EvaluationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Metrics of a model on labelled data. */
@Command(
        name = "evaluate",
        description = "Measures a tuned model on labelled data: metrics with 95 %% confidence intervals.",
        footerHeading = "%nExample:%n",
        footer = {
            "  attune evaluate runs/bank-intents --data new.csv",
            "  attune evaluate runs/bank-intents --data new.csv --text message --label topic",
            "  attune evaluate runs/bank-intents --data new.csv --output new-evaluation.json",
            "  attune evaluate runs/bank-intents --data new.csv --beside elsewhere.csv",
            "  attune evaluate runs/arithmetic --data test.jsonl --generate 256 --number"
        })
final class EvaluateCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "MODEL", description = "A run directory or a model directory.")
    private String model = "";

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Labelled data; may be repeated.")
    private List<String> data = List.of();

    @Option(
            names = "--beside",
            paramLabel = "FILE",
            description = "Rows of another domain, without labels: how far they are apart by the model's states"
                    + " (proxy A-distance, 0 to 2); may be repeated.")
    private List<String> beside = List.of();

    @ArgGroup(validate = false, heading = "%nColumns of the files, where they are not named as in training:%n")
    private ColumnOptions columns = new ColumnOptions();

    @ArgGroup(validate = false, heading = "%nOf a language model, where it is asked otherwise than in its run:%n")
    private WritingOptions writing = new WritingOptions();

    @Option(names = "--output", paramLabel = "FILE", description = "Writes the evaluation as JSON.")
    private @Nullable Path output;

    EvaluateCommand(Session session) {
        this.session = session;
        this.common = new Common();
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        try (TunedModel tuned = TunedModel.open(model, writing.asked())) {
            List<Row> rows = tuned.read(data, columns.byRole(), true).rows();
            EvaluationReport report = beside.isEmpty()
                    ? tuned.evaluate(rows)
                    : tuned.evaluate(
                            rows, tuned.read(beside, columns.ofInputs(), false).rows());
            String json = EvaluationJson.text(report);
            if (output != null) {
                OutputFile.write(output, json);
            }
            if (common.json) {
                session.console().out().print(json);
            } else {
                MetricsTable.print(session.console(), report);
            }
        }
        return ExitCode.DONE;
    }
}
