// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code evaluation.json}.
 *
 * @param splits by name, in the order of the file
 * @param baselines by name ({@code majority frozen_head untuned}), then by metric, on the main split
 * @param before metrics of the model as it came, by the splits of the tasks that it knew
 * @param require success criteria with their outcome
 * @param findings words about the result
 */
public record EvaluationFile(
        Map<String, SplitResult> splits,
        Map<String, Map<String, Measure>> baselines,
        Map<String, Map<String, Measure>> before,
        List<CriterionRow> require,
        List<FindingRow> findings) {

    static EvaluationFile read(Path file, List<String> damage) {
        JsonNode root = Json.read(file, Json.MAPPER, damage);
        Map<String, SplitResult> splits = new LinkedHashMap<>();
        root.path("splits")
                .properties()
                .forEach(entry -> splits.put(entry.getKey(), SplitResult.of(entry.getKey(), entry.getValue())));
        Map<String, Map<String, Measure>> baselines = new LinkedHashMap<>();
        root.path("baselines").properties().forEach(entry -> {
            Map<String, Measure> metrics = metrics(entry.getValue());
            if (!metrics.isEmpty()) {
                baselines.put(entry.getKey(), metrics);
            }
        });
        Map<String, Map<String, Measure>> before = new LinkedHashMap<>();
        root.path("baselines").path("untuned").path("splits").properties().stream()
                .filter(entry -> isRetained(entry.getKey()))
                .forEach(entry -> before.put(entry.getKey(), metrics(entry.getValue())));
        return new EvaluationFile(
                Collections.unmodifiableMap(splits),
                Collections.unmodifiableMap(baselines),
                Collections.unmodifiableMap(before),
                criteria(root.path("require")),
                findings(root.path("findings")));
    }

    /** The test split, or else validation, or else the first there is; none of a task that the model knew before. */
    public Optional<SplitResult> main() {
        return Stream.concat(
                        Stream.of("test", "validation")
                                .filter(splits::containsKey)
                                .map(splits::get),
                        splits.values().stream())
                .filter(split -> !isRetained(split.name()))
                .findFirst();
    }

    /** The splits of tasks that the model knew before. */
    List<SplitResult> retained() {
        return splits.values().stream()
                .filter(split -> isRetained(split.name()))
                .toList();
    }

    /** Whether a split is that of a task that the model knew before: {@code retain.NAME}. */
    static boolean isRetained(String split) {
        return split.startsWith("retain.");
    }

    static Map<String, Measure> metrics(JsonNode node) {
        Map<String, Measure> metrics = new LinkedHashMap<>();
        node.path("metrics").properties().forEach(entry -> metrics.put(entry.getKey(), Measure.of(entry.getValue())));
        return Collections.unmodifiableMap(metrics);
    }

    private static List<CriterionRow> criteria(JsonNode rows) {
        List<CriterionRow> criteria = new ArrayList<>();
        for (JsonNode row : rows) {
            criteria.add(new CriterionRow(
                    row.path("criterion").asString(""),
                    row.path("rule").asString(""),
                    Json.number(row.path("value")),
                    Json.number(row.path("limit")),
                    row.path("passed").asBoolean(false)));
        }
        return List.copyOf(criteria);
    }

    private static List<FindingRow> findings(JsonNode rows) {
        List<FindingRow> findings = new ArrayList<>();
        for (JsonNode row : rows) {
            findings.add(new FindingRow(
                    row.path("kind").asString(""),
                    row.path("severity").asString("note"),
                    row.path("text").asString("")));
        }
        return List.copyOf(findings);
    }
}
