// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import tools.jackson.databind.JsonNode;

/** One optimiser step of {@code metrics.jsonl}, as far as reports need it; what is missing or not finite is NaN. */
public record StepRow(
        long step,
        double epoch,
        double loss,
        double learningRate,
        double rows,
        double tokens,
        double rowsPerSecond,
        double flopsPerSecond,
        double residentBytes) {

    static StepRow of(JsonNode node) {
        return new StepRow(
                node.path("step").asLong(0),
                Json.number(node.path("epoch")),
                Json.number(node.path("loss")),
                Json.number(node.path("learning_rate")),
                Json.number(node.path("rows")),
                Json.number(node.path("tokens")),
                Json.number(node.path("rows_per_second")),
                Json.number(node.path("model_flops_per_second")),
                Json.number(node.path("resident_bytes")));
    }
}
