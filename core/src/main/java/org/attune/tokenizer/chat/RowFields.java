// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** One row while it is read: its columns as values of JSON, and problems that name the field. */
final class RowFields {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final String where;

    /** @param where the row's place in messages */
    RowFields(Map<String, ? extends @Nullable Object> values, String where) {
        values.forEach((name, value) -> this.values.put(name, JsonValues.of(value)));
        this.where = where;
    }

    @Nullable
    Object get(String column) {
        return values.get(column);
    }

    boolean has(String column) {
        Object value = values.get(column);
        return value != null && !value.equals("");
    }

    /** A text that has to be there. */
    String text(String column) {
        if (values.get(column) instanceof String text) {
            return text;
        }
        throw wrong(column, values.get(column), "the field is text", "give it as a string, or take the row out");
    }

    /** A text; empty where there is none. */
    String textOrEmpty(String column) {
        return values.get(column) == null ? "" : text(column);
    }

    /** A list that has to be there, also given as a text of JSON. */
    List<?> list(String column) {
        if (JsonValues.opened(values.get(column)) instanceof List<?> list) {
            return list;
        }
        throw wrong(
                column,
                values.get(column),
                "the field is a list, or a list as JSON text",
                "mend the field, or take the row out");
    }

    /** Objects of a list; empty where there is none. */
    List<Object> objects(String column) {
        Object value = values.get(column);
        if (value == null || value.equals("")) {
            return List.of();
        }
        return list(column).stream()
                .map(item -> item instanceof Map<?, ?> map ? (Object) map : objectOf(column, item))
                .toList();
    }

    private Object objectOf(String column, @Nullable Object item) {
        if (item != null && JsonValues.opened(item) instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(column, item, "the field is a list of objects", "mend the field, or take the row out");
    }

    /** An object; empty where there is none. */
    Map<String, Object> object(String column) {
        Object value = values.get(column);
        if (value == null || value.equals("")) {
            return Map.of();
        }
        if (JsonValues.opened(value) instanceof Map<?, ?> map) {
            return JsonValues.withoutNulls(map);
        }
        throw wrong(
                column,
                value,
                "the field is an object, or an object as JSON text",
                "mend the field, or take the row out");
    }

    InputException wrong(String field, @Nullable Object found, String expected, String fix) {
        return problem("chat.field", field + " is " + described(found), expected, fix);
    }

    InputException problem(String code, String found, String expected, String fix) {
        return new InputException(code, where, found, expected, fix);
    }

    static String described(@Nullable Object value) {
        if (value == null) {
            return "missing";
        } else if (value instanceof Map) {
            return "an object";
        } else if (value instanceof List<?> list) {
            return "a list of " + list.size();
        }
        return value instanceof String ? Problem.quote(value) : "the value " + value;
    }
}
