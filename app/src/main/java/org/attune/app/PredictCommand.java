// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attune.TunedModel;
import org.attune.data.Row;
import org.attune.problem.InputException;
import org.attune.task.Answered;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a model says about texts. */
@Command(
        name = "predict",
        description = {
            "Predicts for texts, for the rows of files, or for the lines of standard input, in their order.",
            "The words of a sentence for a model of tokens are separated by blanks, the texts of a pair by a tab."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune predict runs/bank-intents \"my card has not arrived\"",
            "  attune predict runs/bank-intents --data new.csv --format csv --out predictions.csv",
            "  cat messages.txt | attune predict runs/bank-intents -"
        })
final class PredictCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A run directory or a model directory.")
    private String model = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Texts, one each; - reads lines of standard input.")
    private List<String> texts = List.of();

    @Option(names = "--data", paramLabel = "FILE", description = "Rows of a file instead; may be repeated.")
    private List<String> data = List.of();

    @ArgGroup(
            validate = false,
            heading = "%nColumns of the files, where they are not named as in training (with --label the labels are"
                    + " written beside the predictions):%n")
    private ColumnOptions columns = new ColumnOptions();

    @Option(names = "--top-k", paramLabel = "K", description = "Only the K most probable labels.")
    private @Nullable Integer topK;

    @Option(names = "--format", paramLabel = "jsonl|csv", description = "jsonl unless given.")
    private PredictionFormat format = PredictionFormat.JSONL;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes into a file instead of standard output.")
    private @Nullable Path out;

    PredictCommand(Session session) {
        this.session = session;
        this.common = new Common();
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Questions questions = Questions.of(session.console(), texts, data);
        PredictionFormat chosen = common.json ? PredictionFormat.JSON : format;
        int most = PredictionFormat.checkTopK(topK);
        try (TunedModel tuned = TunedModel.open(model)) {
            refuseLanguage(tuned);
            PrintStream to = out == null ? session.console().out() : OutputFile.open(out);
            try {
                List<Row> rows = questions.rows(tuned, columns.byRole());
                List<Answered> answers = tuned.answer(rows, questions.inFiles() && columns.hasTruth());
                chosen.write(tuned.task(), rows, answers, most, questions.inFiles(), to);
                if (out != null) {
                    OutputFile.check(out, to);
                }
            } finally {
                if (out != null) {
                    to.close();
                }
            }
        }
        return ExitCode.DONE;
    }

    private void refuseLanguage(TunedModel tuned) {
        if (tuned.task().name().equals("causal-lm")) {
            throw new InputException(
                    "predict.language-model",
                    model,
                    "a language model, which has no labels to predict",
                    "predictions come from models that classify, tag or estimate",
                    "let it write by: attune generate " + model + " \"a prompt\"");
        }
    }
}
