// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the run directory: ordered maps, numbers that are the same on every JDK, not-finite ones as strings. */
final class Json {

    /** The JDK's own double-to-text changed with 19; Jackson's (Schubfach) does not depend on it. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .build())
            .build();

    private Json() {}

    static String line(Map<String, ?> values) {
        return MAPPER.writeValueAsString(values);
    }

    static String pretty(Map<String, ?> values) {
        return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(values) + "\n";
    }

    /** @throws tools.jackson.core.JacksonException where the text is no JSON */
    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** Maps, lists, strings, Long, Double and Boolean, in the order of the file. */
    static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            return node.values().stream().map(Json::plain).toList();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asString("");
    }
}
