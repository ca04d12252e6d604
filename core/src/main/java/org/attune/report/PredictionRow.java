// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One line of {@code predictions.jsonl}.
 *
 * @param id empty where there is none, as is {@code file}; {@code line} is then 0
 * @param input texts by column, in order; a list is one text of its parts
 * @param tokens the first input that is a list; empty where there is none
 * @param probabilities by label, may be empty
 */
public record PredictionRow(
        String id,
        String file,
        long line,
        Map<String, String> input,
        List<String> tokens,
        Given label,
        Given prediction,
        Map<String, Double> probabilities) {

    static PredictionRow of(JsonNode node) {
        Map<String, String> input = new LinkedHashMap<>();
        List<String> tokens = new ArrayList<>();
        JsonNode inputs = node.path("input");
        if (inputs.isString()) {
            input.put("text", inputs.asString(""));
        }
        inputs.properties().forEach(entry -> {
            Given value = Given.of(entry.getValue());
            input.put(entry.getKey(), value.several() ? String.join(" ", value.names()) : value.text());
            if (value.several() && tokens.isEmpty()) {
                tokens.addAll(value.names());
            }
        });
        Map<String, Double> probabilities = new LinkedHashMap<>();
        node.path("probabilities")
                .properties()
                .forEach(entry -> probabilities.put(entry.getKey(), Json.number(entry.getValue())));
        return new PredictionRow(
                node.path("id").asString(""),
                node.path("file").asString(""),
                node.path("line").asLong(0),
                input,
                List.copyOf(tokens),
                Given.of(node.path("label")),
                Given.of(node.path("prediction")),
                probabilities);
    }

    /** The input for people: the text, or each column with its name. */
    public String text() {
        if (input.size() == 1) {
            return input.values().iterator().next();
        }
        return input.entrySet().stream()
                .map(column -> column.getKey() + ": " + column.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** File and line, or the identifier, or nothing. */
    public String place() {
        return file.isEmpty() ? id : line > 0 ? file + ":" + line : file;
    }

    /** What tells this row from others of the same data. */
    public String key() {
        return id.isEmpty() ? place() : id;
    }

    /** The probability of a label; NaN where there is none. */
    public double probability(String label) {
        return probabilities.getOrDefault(label, Double.NaN);
    }
}
