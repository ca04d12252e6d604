// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** JSON inside a field of another format. */
final class JsonText {

    private JsonText() {}

    /** The array that a text is, null where it is none. */
    static @Nullable List<?> list(String text) {
        try (JsonParser parser = JsonValues.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            Object value = JsonValues.value(parser);
            return parser.nextToken() == null ? (List<?>) value : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
