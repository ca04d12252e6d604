// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;

/** Which column holds which part of a row: the usual names, and those that a recipe says instead. */
public record ChatColumns(Map<Part, String> named) {

    /** What a row can hold; in lower case the keys of {@code data.columns} and the usual names of the columns. */
    public enum Part {
        MESSAGES,
        CONVERSATIONS,
        PROMPT,
        COMPLETION,
        INSTRUCTION,
        INPUT,
        OUTPUT,
        HISTORY,
        TEXT,
        SYSTEM,
        TOOLS,
        DOCUMENTS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ChatColumns {
        EnumMap<Part, String> copy = new EnumMap<>(Part.class);
        copy.putAll(named);
        named = Collections.unmodifiableMap(copy);
    }

    /** The usual names. */
    public static ChatColumns usual() {
        return new ChatColumns(Map.of());
    }

    /**
     * Names from a recipe, for example {@code {prompt: question, completion: answer}}.
     *
     * @param where the key of the recipe
     */
    public static ChatColumns of(Map<String, String> named, String where) {
        List<String> keys = Arrays.stream(Part.values()).map(Part::key).toList();
        Problems problems = new Problems();
        Map<Part, String> parts = new EnumMap<>(Part.class);
        new TreeMap<>(named).forEach((key, column) -> {
            if (keys.contains(key)) {
                parts.put(Part.values()[keys.indexOf(key)], column);
            } else {
                problems.add(
                        "chat.column",
                        where + "." + key,
                        Problem.quote(key),
                        "columns of conversations are " + String.join(", ", keys),
                        Similar.hint(key, keys));
            }
        });
        problems.throwIfAny();
        return new ChatColumns(parts);
    }

    /** Whether a role is a part of a conversation. */
    public static boolean isPart(String role) {
        return Arrays.stream(Part.values()).anyMatch(part -> part.key().equals(role));
    }

    /** Whether a column holds nothing but what is to be written. */
    public boolean isAnswer(String column) {
        return column.equals(of(Part.COMPLETION)) || column.equals(of(Part.OUTPUT));
    }

    /** The column of a part. */
    public String of(Part part) {
        return named.getOrDefault(part, part.key());
    }

    boolean names(Part part) {
        return named.containsKey(part);
    }
}
