// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Values of a row as those of JSON: strings, booleans, numbers, lists, maps by strings, null. */
final class JsonValues {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonValues() {}

    /** A value of a row; a number of a class of its own is read from how it is written. */
    static @Nullable Object of(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), of(inner)));
            return copy;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(of(inner)));
            return copy;
        } else if (value instanceof Number) {
            return value;
        }
        return number(value.toString());
    }

    private static Object number(String written) {
        try {
            return new BigInteger(written);
        } catch (NumberFormatException notWhole) {
            try {
                return new BigDecimal(written).doubleValue();
            } catch (NumberFormatException noNumber) {
                return written;
            }
        }
    }

    /** What a text holds as JSON; null where it is no list and no object. */
    static @Nullable Object parsed(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("[") && !start.startsWith("{")) {
            return null;
        }
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** A list or object, also where it is given as a text of JSON. */
    static @Nullable Object opened(@Nullable Object value) {
        return value instanceof String text ? parsed(text) : value;
    }

    /** A map without its nulls. */
    static Map<String, Object> withoutNulls(Map<?, ?> map) {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                kept.put(String.valueOf(key), value);
            }
        });
        return kept;
    }

    /** As Python's json.dumps writes it, which is how the arguments of a call come from a server. */
    static String written(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator)
                        .append(MAPPER.writeValueAsString(entry.getKey()))
                        .append(": ");
                write(entry.getValue(), out);
                separator = ", ";
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i > 0 ? ", " : "");
                write(list.get(i), out);
            }
            out.append(']');
        } else {
            out.append(MAPPER.writeValueAsString(value));
        }
    }
}
