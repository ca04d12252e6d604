// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.TunedModel;
import org.attune.app.Ranking.Ranked;
import org.attune.data.Row;
import org.attune.eval.Prediction;
import org.attune.eval.PredictionWriter;
import org.attune.problem.InputException;
import org.attune.task.Answer;
import org.attune.task.Answered;
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

    /** @param most so many labels at most, the most probable first */
    void write(TunedModel model, List<Row> rows, int most, PrintStream out) {
        List<Answered> answers = model.answer(rows);
        List<String> labels = model.task().labels().names();
        List<String> columns = model.task().inputs();
        out.print(this == JSON ? "[\n" : this == CSV ? Csv.line(heading(columns, labels, most)) : "");
        for (int i = 0; i < rows.size(); i++) {
            Answered answered = answers.get(i);
            List<Ranked> ranked = Ranking.of(labels, answered.probabilities(), most);
            out.print(
                    this == CSV
                            ? Csv.line(cells(rows.get(i), columns, answered.prediction(), ranked, most))
                            : PredictionWriter.line(prediction(rows.get(i), columns, answered, ranked))
                                    + (this == JSON && i + 1 < rows.size() ? ",\n" : "\n"));
        }
        out.print(this == JSON ? "]\n" : "");
    }

    private static Prediction prediction(Row row, List<String> columns, Answered answered, List<Ranked> ranked) {
        Map<String, Object> input = new LinkedHashMap<>();
        columns.forEach(column -> input.put(column, String.valueOf(row.value(column))));
        columns.stream()
                .filter(column -> row.value(column) instanceof List<?>)
                .forEach(column -> input.put(column, java.util.Objects.requireNonNull(row.value(column))));
        return new Prediction(
                String.valueOf(row.id()),
                row.file(),
                row.line(),
                input,
                answered.truth(),
                answered.prediction(),
                ranked.isEmpty() ? null : Ranking.probabilities(ranked));
    }

    private static List<String> heading(List<String> columns, List<String> labels, int most) {
        List<String> heading = new ArrayList<>(columns);
        heading.add("prediction");
        heading.add("probability");
        for (int k = 2; most != ALL && k <= Math.min(most, labels.size()); k++) {
            heading.add("prediction_" + k);
            heading.add("probability_" + k);
        }
        return heading;
    }

    private static List<String> cells(Row row, List<String> columns, Answer prediction, List<Ranked> ranked, int most) {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(
                row.value(column) instanceof List<?> words
                        ? String.join(" ", words.stream().map(String::valueOf).toList())
                        : String.valueOf(row.value(column))));
        cells.add(Ranking.text(prediction));
        cells.add(
                ranked.isEmpty() || prediction instanceof Answer.Labels
                        ? ""
                        : String.valueOf(ranked.get(0).probability()));
        for (int k = 1; most != ALL && k < ranked.size(); k++) {
            cells.add(ranked.get(k).label());
            cells.add(String.valueOf(ranked.get(k).probability()));
        }
        return cells;
    }
}
