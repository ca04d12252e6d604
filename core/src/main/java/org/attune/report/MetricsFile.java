// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code metrics.jsonl}: steps and evaluations in rising order. */
public record MetricsFile(List<StepRow> steps, List<EvaluationRow> evaluations) {

    public MetricsFile {
        steps = List.copyOf(steps);
        evaluations = List.copyOf(evaluations);
    }

    /** Those of the task that was learnt. */
    List<EvaluationRow> learnt() {
        return evaluations.stream()
                .filter(row -> !EvaluationFile.isRetained(row.split()))
                .toList();
    }

    static MetricsFile read(Path file, List<String> damage) {
        List<StepRow> steps = new ArrayList<>();
        List<EvaluationRow> evaluations = new ArrayList<>();
        Json.lines(
                file,
                line -> {
                    String kind = line.path("kind").asString("");
                    if (kind.equals("step")) {
                        add(steps, evaluations, StepRow.of(line));
                    } else if (kind.equals("evaluation")) {
                        evaluations.add(evaluation(line));
                    }
                },
                damage);
        return new MetricsFile(steps, evaluations);
    }

    /** A step that was there already was taken again after a resume: what followed it then is void. */
    private static void add(List<StepRow> steps, List<EvaluationRow> evaluations, StepRow row) {
        while (!steps.isEmpty() && steps.get(steps.size() - 1).step() >= row.step()) {
            steps.remove(steps.size() - 1);
        }
        for (Iterator<EvaluationRow> each = evaluations.iterator(); each.hasNext(); ) {
            if (each.next().step() >= row.step()) {
                each.remove();
            }
        }
        steps.add(row);
    }

    private static EvaluationRow evaluation(JsonNode line) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        line.path("metrics").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            metrics.put(entry.getKey(), Json.number(value.isObject() ? value.path("value") : value));
        });
        return new EvaluationRow(line.path("step").asLong(0), line.path("split").asString("validation"), metrics);
    }
}
