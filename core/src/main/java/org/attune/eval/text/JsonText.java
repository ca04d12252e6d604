// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Whether a text is one JSON document (RFC 8259), at most 500 levels deep, and nothing around it, no Markdown fence either. */
public final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    private static Optional<JsonNode> read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** With keys: whether it is also an object that has them all, whatever their values. */
    public static boolean isValid(String text, List<String> keys) {
        return read(text).filter(node -> keys.stream().allMatch(node::has)).isPresent();
    }

    /** Whether it is an object or an array: a lone word or number is JSON by chance. */
    public static boolean isStructured(String text) {
        return read(text).filter(JsonNode::isContainer).isPresent();
    }
}
