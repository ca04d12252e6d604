// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.attune.tokenizer.chat.ChatColumns.Part;
import org.jspecify.annotations.Nullable;

/** What some rows hold, asked by part. */
record Recognition(
        Set<String> columns, List<? extends Map<String, ? extends @Nullable Object>> rows, ChatColumns names) {

    boolean has(Part part) {
        return columns.contains(names.of(part));
    }

    /** Whether the first row that holds something there holds a list of objects with this key. */
    boolean lists(Part part, String key) {
        String column = names.of(part);
        return rows.stream()
                .map(row -> JsonValues.opened(JsonValues.of(row.get(column))))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(value -> value instanceof List<?> list && keyed(list, key))
                .isPresent();
    }

    private static boolean keyed(List<?> list, String key) {
        return !list.isEmpty() && list.get(0) instanceof Map<?, ?> first && first.containsKey(key);
    }
}
