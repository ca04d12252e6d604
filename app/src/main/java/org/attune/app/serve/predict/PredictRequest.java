// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.RequestProblem;
import org.attune.data.Row;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.attune.task.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code input}: a text, an object of the model's columns, or a list of these.
 *
 * @param columns that the model reads
 * @param words whether they hold the words of a sentence
 */
public record PredictRequest(List<String> columns, boolean words) {

    /** A request is one computation that others wait for. */
    static final int MOST_ROWS = 1024;

    public static PredictRequest of(Task task) {
        return new PredictRequest(task.inputs(), task.name().equals("token-classification"));
    }

    /** @throws RequestProblem naming the first input that the model cannot read */
    public List<Row> rows(JsonBody body) {
        JsonNode input = body.required("input");
        if (!input.isArray()) {
            return List.of(row(input, "input", 0));
        }
        if (input.isEmpty() || input.size() > MOST_ROWS) {
            throw RequestProblem.invalid(
                    "input",
                    "invalid_value",
                    "Invalid value for 'input': expected 1 to " + MOST_ROWS + " inputs, but got " + input.size());
        }
        List<Row> rows = new ArrayList<>(input.size());
        for (int i = 0; i < input.size(); i++) {
            rows.add(row(input.get(i), "input[" + i + "]", i));
        }
        return rows;
    }

    private Row row(JsonNode input, String where, int place) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (input.isString()) {
            if (columns.size() > 1) {
                throw JsonBody.wrong(where, input, "an object with " + String.join(" and ", columns));
            }
            values.put(columns.get(0), value(input, where));
        } else if (input.isObject()) {
            unknown(input, where);
            columns.forEach(column -> values.put(column, value(input.path(column), where + "." + column)));
        } else {
            throw JsonBody.wrong(where, input, "a string, or an object with " + String.join(" and ", columns));
        }
        return new Row(place, where, place + 1L, Collections.unmodifiableMap(values));
    }

    private void unknown(JsonNode input, String where) {
        for (String name : input.propertyNames()) {
            if (!columns.contains(name)) {
                throw RequestProblem.invalid(
                        where + "." + name,
                        "unknown_column",
                        "the model does not read " + Problem.quote(name) + "; " + Similar.hint(name, columns));
            }
        }
    }

    /** Of words also as one text, with blanks between them, as on the command line. */
    private Object value(JsonNode value, String where) {
        if (words
                && value.isArray()
                && !value.isEmpty()
                && value.values().stream().allMatch(PredictRequest::isText)) {
            return value.values().stream().map(JsonNode::stringValue).toList();
        }
        if (!isText(value)) {
            throw JsonBody.wrong(where, value, words ? "words, as a list or as one text" : "a text that is not blank");
        }
        return words ? List.of(value.stringValue().strip().split("\\s+")) : value.stringValue();
    }

    private static boolean isText(JsonNode value) {
        return value.isString() && !value.stringValue().isBlank();
    }
}
