// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one document of {@code --json}. */
public final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    /** Maps, lists, records, strings, numbers, booleans and trees as an indented document; ends with a line end. */
    public static String pretty(Object document) {
        String text = MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document);
        return text.replace("\r\n", "\n") + "\n";
    }

    /** On one line, without its end. */
    public static String line(Object document) {
        return MAPPER.writeValueAsString(document);
    }

    /** @throws tools.jackson.core.JacksonException where the text is no JSON */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }
}
