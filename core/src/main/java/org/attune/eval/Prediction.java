// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Row;
import org.attune.task.Answer;
import org.attune.task.Answered;
import org.attune.task.ScoreChecks;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code predictions.jsonl}.
 *
 * @param id the row's own identifier, null where the data have none
 * @param file where the row stands, with {@code line}; null where the input came from elsewhere
 * @param input the row's columns that the model saw, in their order: strings, or lists of strings
 * @param label null where the truth is not known
 * @param probabilities null where there are none: regression and tokens
 */
public record Prediction(
        @Nullable String id,
        @Nullable String file,
        @Nullable Long line,
        Map<String, Object> input,
        @Nullable Answer label,
        Answer prediction,
        @Nullable Probabilities probabilities) {

    /** What was answered for a row of a file, by the columns that the model saw. */
    public static Prediction of(
            Row row, List<String> columns, Answered answered, @Nullable Probabilities probabilities) {
        Map<String, Object> input = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = row.value(column);
            input.put(column, value instanceof List<?> words ? words : String.valueOf(value));
        }
        return new Prediction(
                String.valueOf(row.id()),
                row.file(),
                row.line(),
                input,
                answered.truth(),
                answered.prediction(),
                probabilities);
    }

    /** Of an input that came from elsewhere than a file, with an identifier of its own. */
    public Prediction withoutPlace(@Nullable String newId) {
        return new Prediction(newId, null, null, input, label, prediction, probabilities);
    }

    /** Per class, in the model's order. */
    public record Probabilities(List<String> labels, float[] values) {

        public Probabilities {
            ScoreChecks.sameLength(labels.size(), values.length);
        }
    }
}
