// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.WritingConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a language model is asked on held-out rows, as a saved model remembers it, so that it is evaluated again as its run did. */
final class WrittenSettings {

    static final String KEY = "evaluate";

    private WrittenSettings() {}

    static Optional<Map<String, Object>> of(@Nullable Writing writing, @Nullable Choosing choosing) {
        Map<String, Object> asked = new LinkedHashMap<>(); // in this order, for equal runs write equal files
        if (writing != null) {
            WritingConfig config = writing.asked();
            config.generate().ifPresent(most -> asked.put("generate", most));
            config.regex().ifPresent(regex -> asked.put("regex", regex));
            config.jsonKeys().ifPresent(keys -> asked.put("json_keys", keys));
            asked.put("number", config.number());
            asked.put("stemming", config.stemming());
        }
        if (choosing != null) {
            asked.put("choices", choosing.column());
        }
        return asked.isEmpty() ? Optional.empty() : Optional.of(asked);
    }

    /** Nothing where the model remembers nothing. */
    static WritingConfig read(JsonNode attune) {
        JsonNode asked = attune.path(KEY);
        JsonNode keys = asked.path("json_keys");
        List<String> names = keys.values().stream().map(key -> key.asString("")).toList();
        return new WritingConfig(
                asked.path("generate").isInt()
                        ? Optional.of(asked.path("generate").asInt())
                        : Optional.empty(),
                text(asked.path("regex")),
                keys.isArray() ? Optional.of(names) : Optional.empty(),
                asked.path("number").asBoolean(false),
                asked.path("stemming").asBoolean(false),
                text(asked.path("choices")));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
