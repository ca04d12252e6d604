// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents of requests and answers. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** On one line. */
    public static String text(Object document) {
        return MAPPER.writeValueAsString(document);
    }

    /** Text of our own. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** A tree as maps, lists, texts, numbers and booleans. */
    public static Object plain(JsonNode tree) {
        return MAPPER.treeToValue(tree, Object.class);
    }

    /** Says that a map that is only written may hold nulls, which JSON has. */
    @SuppressWarnings({"NullAway", "unchecked"})
    public static Map<String, Object> map(Map<String, @Nullable Object> map) {
        return (Map<String, Object>) (Map<String, ?>) map;
    }

    /** @throws RequestProblem where the bytes are not one object of JSON in UTF-8, with the place */
    static JsonNode object(byte[] bytes) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw RequestProblem.invalid(null, "invalid_json", "the body is not JSON" + where);
        }
        if (!tree.isObject()) {
            throw RequestProblem.invalid(null, "invalid_json", "the body is an object of JSON");
        }
        String broken = brokenText(tree);
        if (broken != null) {
            throw RequestProblem.invalid(null, "invalid_json", broken);
        }
        return tree;
    }

    /** JSON can escape half a character pair; no encoder accepts that. */
    private static @Nullable String brokenText(JsonNode tree) {
        if (tree.isString()) {
            String text = tree.stringValue();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair && Character.isSurrogate(c)) {
                    return "a string has half of a character pair, \\u" + Integer.toHexString(c);
                }
                i += pair ? 1 : 0;
            }
        }
        for (JsonNode part : tree) {
            String broken = brokenText(part);
            if (broken != null) {
                return broken;
            }
        }
        return null;
    }
}
