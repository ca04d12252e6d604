// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was measured on one split.
 *
 * @param n rows, NaN where the file does not say
 * @param metrics by name, in the order of the file
 * @param confusion null where there is none: several labels, numbers, tokens, texts
 */
public record SplitResult(
        String name,
        double n,
        Map<String, Measure> metrics,
        List<ClassResult> classes,
        @Nullable ConfusionMatrix confusion) {

    /** A metric by name, all NaN where there is none. */
    public Measure metric(String metric) {
        return metrics.getOrDefault(metric, Measure.MISSING);
    }

    static SplitResult of(String name, JsonNode node) {
        List<ClassResult> classes = new ArrayList<>();
        node.path("per_class")
                .properties()
                .forEach(entry -> classes.add(ClassResult.of(entry.getKey(), entry.getValue())));
        return new SplitResult(
                name,
                Json.number(node.path("n")),
                EvaluationFile.metrics(node),
                List.copyOf(classes),
                ConfusionMatrix.of(node.path("confusion")));
    }
}
