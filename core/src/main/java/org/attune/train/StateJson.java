// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A train state as the text of a checkpoint's {@code state.json}. */
final class StateJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StateJson() {}

    static byte[] write(TrainState state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", Checkpoints.FORMAT);
        fields.put("step", state.step());
        fields.put("epoch", state.epoch());
        fields.put("loss", state.loss());
        fields.put("gradient_norm", state.gradientNorm());
        if (state.best() != null) {
            fields.put("best_step", state.best().step());
            fields.put("best_value", state.best().value());
            fields.put("best_holds", state.best().holds());
        }
        fields.put("since_best", state.sinceBest());
        fields.put("seconds", state.seconds());
        fields.put("stop", state.stop().name());
        return MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(fields)
                .getBytes(StandardCharsets.UTF_8);
    }

    static TrainState read(byte[] text) {
        JsonNode root = MAPPER.readTree(text);
        TrainState.Best best = root.has("best_step")
                ? new TrainState.Best(
                        root.get("best_step").asLong(),
                        root.get("best_value").asDouble(),
                        root.path("best_holds").asBoolean(true))
                : null;
        return new TrainState(
                root.get("step").asLong(),
                root.get("epoch").asDouble(),
                root.get("loss").asDouble(),
                root.get("gradient_norm").asDouble(),
                best,
                root.get("since_best").asInt(),
                root.get("seconds").asDouble(),
                Stop.valueOf(root.get("stop").asString()));
    }
}
