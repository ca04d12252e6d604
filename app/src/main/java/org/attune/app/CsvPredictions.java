// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.List;
import org.attune.app.Ranking.Ranked;
import org.attune.data.Row;
import org.attune.task.Answer;
import org.attune.task.Answered;

/**
 * Predictions as a table: the model's inputs, the prediction, its probability where one label is predicted, and the most probable
 * labels where some are asked for.
 */
record CsvPredictions(List<String> columns, List<String> labels, int most, boolean oneLabel, boolean ranks) {

    CsvPredictions(List<String> columns, List<String> labels, int most, List<Answered> answers) {
        this(
                columns,
                labels,
                most,
                answers.stream().anyMatch(answered -> answered.prediction() instanceof Answer.Label),
                most != PredictionFormat.ALL
                        && answers.stream().anyMatch(answered -> answered.probabilities() != null));
    }

    String heading() {
        List<String> heading = new ArrayList<>(columns);
        heading.add("prediction");
        if (oneLabel) {
            heading.add("probability");
        }
        for (int k = 1; ranks && k <= Math.min(most, labels.size()); k++) {
            heading.add("label_" + k);
            heading.add("probability_" + k);
        }
        return Csv.line(heading);
    }

    String line(Row row, Answered answered) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            Object value = row.value(column);
            cells.add(
                    value instanceof List<?> words
                            ? String.join(
                                    " ", words.stream().map(String::valueOf).toList())
                            : String.valueOf(value));
        }
        cells.add(Ranking.text(answered.prediction()));
        if (oneLabel) {
            cells.add(String.valueOf(
                    Ranking.of(labels, answered.probabilities(), 1).get(0).probability()));
        }
        if (ranks) {
            for (Ranked ranked : Ranking.of(labels, answered.probabilities(), most)) {
                cells.add(ranked.label());
                cells.add(String.valueOf(ranked.probability()));
            }
        }
        return Csv.line(cells);
    }
}
