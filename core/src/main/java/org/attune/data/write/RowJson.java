// SPDX-License-Identifier: Apache-2.0
package org.attune.data.write;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import org.attune.data.Numeral;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Values of rows as JSON on one line, numbers as they were written. */
public final class RowJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private RowJson() {}

    /** UTF-8 without an end of line. Bytes become base64. */
    public static byte[] bytes(Map<String, ?> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            value(values, json);
        }
        return out.toByteArray();
    }

    private static void value(@Nullable Object value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, inner) -> {
                json.writeName(String.valueOf(key));
                value(inner, json);
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            list.forEach(inner -> value(inner, json));
            json.writeEndArray();
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number || (value instanceof Numeral number && isFinite(number))) {
            json.writeNumber(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    /** JSON has no word for the others; Parquet has. */
    private static boolean isFinite(Numeral number) {
        char last = number.written().charAt(number.written().length() - 1);
        return Character.isDigit(last);
    }
}
