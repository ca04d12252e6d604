// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values that came from JSON, as values of a template. Copies, so that a template sees no later change. */
final class Variables {

    private final Budget budget;

    Variables(Budget budget) {
        this.budget = budget;
    }

    Map<String, Object> of(Map<String, ?> variables) {
        Map<String, Object> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> values.put(name, value(name, value)));
        return values;
    }

    private Object value(String where, @Nullable Object value) {
        if (value == null) {
            return None.NONE;
        } else if (value instanceof Boolean) {
            return value;
        } else if (value instanceof CharSequence text) {
            return text.toString();
        } else if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
            budget.enter();
            Object container = value instanceof Map<?, ?> map ? dict(where, map) : list(where, (Iterable<?>) value);
            budget.leave();
            return container;
        }
        return number(where, value);
    }

    private static Object number(String where, Object value) {
        if (value instanceof BigInteger whole) {
            return Numbers.bounded(whole);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            return Numbers.of(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return ((Number) value).doubleValue();
        }
        throw Failure.error("the variable " + where + " holds a "
                + value.getClass().getName() + ", and templates take what JSON has");
    }

    private Object dict(String where, Map<?, ?> map) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw Failure.error("the variable " + where + " has a key that is not a string");
            }
            budget.list(2);
            dict.put(name, value(where, value));
        });
        return dict;
    }

    private Object list(String where, Iterable<?> items) {
        List<Object> list = new ArrayList<>();
        for (Object item : items) {
            budget.list(1);
            list.add(value(where, item));
        }
        return list;
    }
}
