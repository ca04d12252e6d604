// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.PrintStream;
import java.util.List;
import org.attune.app.Ranking.Ranked;
import org.attune.data.Row;
import org.attune.eval.Prediction;
import org.attune.eval.PredictionWriter;
import org.attune.problem.InputException;
import org.attune.task.Answered;
import org.attune.task.Task;
import org.jspecify.annotations.Nullable;

/** How predictions are written. */
enum PredictionFormat {
    JSONL,
    CSV,
    /** One document: an array. */
    JSON;

    static final int ALL = Integer.MAX_VALUE;

    static int checkTopK(@Nullable Integer asked) {
        if (asked != null && asked < 1) {
            throw new InputException(
                    "cli.usage",
                    "--top-k",
                    String.valueOf(asked),
                    "--top-k is at least 1",
                    "leave it out for all labels");
        }
        return asked == null ? ALL : asked;
    }

    /**
     * @param most so many labels at most, the most probable first
     * @param inFiles whether the rows stand in files, whose names and lines are worth telling
     */
    void write(Task task, List<Row> rows, List<Answered> answers, int most, boolean inFiles, PrintStream out) {
        List<String> labels = task.labels().names();
        List<String> columns = task.inputs();
        if (this == CSV) {
            CsvPredictions table = new CsvPredictions(columns, labels, most, answers);
            out.print(table.heading());
            for (int i = 0; i < rows.size(); i++) {
                out.print(table.line(rows.get(i), answers.get(i)));
            }
            return;
        }
        out.print(this == JSON ? "[\n" : "");
        for (int i = 0; i < rows.size(); i++) {
            List<Ranked> ranked = Ranking.of(labels, answers.get(i).probabilities(), most);
            out.print(PredictionWriter.line(prediction(rows.get(i), inFiles, columns, answers.get(i), ranked)));
            out.print(this == JSON && i + 1 < rows.size() ? ",\n" : "\n");
        }
        out.print(this == JSON ? "]\n" : "");
    }

    private static Prediction prediction(
            Row row, boolean inFile, List<String> columns, Answered answered, List<Ranked> ranked) {
        Prediction placed =
                Prediction.of(row, columns, answered, ranked.isEmpty() ? null : Ranking.probabilities(ranked));
        return inFile ? placed : placed.withoutPlace(placed.id());
    }
}
