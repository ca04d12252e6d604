// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Strings inside of values of JSON. */
final class Strings {

    private Strings() {}

    static boolean anyOf(Conversation conversation, Predicate<String> test) {
        return conversation.messages().stream().anyMatch(m -> any(m.fields(), test))
                || any(conversation.tools(), test)
                || any(conversation.documents(), test)
                || any(conversation.variables(), test);
    }

    private static boolean any(@Nullable Object value, Predicate<String> test) {
        if (value instanceof String text) {
            return test.test(text);
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().anyMatch(e -> test.test((String) e.getKey()) || any(e.getValue(), test));
        }
        return value instanceof List<?> list && list.stream().anyMatch(item -> any(item, test));
    }

    static Object map(Object value, UnaryOperator<String> change) {
        return Objects.requireNonNull(mapped(value, change));
    }

    private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<String> change) {
        if (value instanceof String text) {
            return change.apply(text);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(change.apply((String) key), mapped(inner, change)));
            return copy;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(mapped(inner, change)));
            return copy;
        }
        return value;
    }

    static Map<String, Object> entries(Map<String, Object> map, UnaryOperator<String> change) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(change.apply(key), map(value, change)));
        return copy;
    }
}
