// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.attune.tokenizer.chat.ChatColumns.Part;
import org.jspecify.annotations.Nullable;

/** How conversations are written in rows. */
public enum ChatFormat {
    /** {@code messages} with role and content, as OpenAI has them; tools, parallel_tool_calls and weight besides. */
    OPENAI,
    /** {@code conversations} with from and value; tools and system besides. */
    SHAREGPT,
    /** {@code instruction}, {@code output} and perhaps {@code input}, {@code system}, {@code history}. */
    ALPACA,
    /** {@code prompt} and {@code completion}: both text, or both messages. */
    PROMPT_COMPLETION,
    /** {@code text} without turns. */
    TEXT;

    /** The name as a recipe has it: {@code openai}, {@code prompt-completion}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The format of a name in a recipe. */
    public static ChatFormat of(String key, String where) {
        List<String> keys = Arrays.stream(values()).map(ChatFormat::key).toList();
        if (!keys.contains(key)) {
            throw new InputException(
                    "chat.format",
                    where,
                    Problem.quote(key),
                    "formats of conversations are " + String.join(", ", keys),
                    Similar.hint(key, keys));
        }
        return values()[keys.indexOf(key)];
    }

    /**
     * Tells the format by the columns and by what some rows hold in them.
     *
     * @param rows some rows; one that holds nothing in a column says nothing about it
     * @param where the file, for messages
     * @throws InputException where it is none of the formats
     */
    public static ChatFormat recognise(
            Collection<String> columns,
            List<? extends Map<String, ? extends @Nullable Object>> rows,
            ChatColumns names,
            String where) {
        Set<String> there = Set.copyOf(columns);
        requireNamed(there, names, where);
        Recognition look = new Recognition(there, rows, names);
        if (look.lists(Part.MESSAGES, "role")) {
            return OPENAI;
        } else if (look.lists(Part.CONVERSATIONS, "from") || look.lists(Part.MESSAGES, "from")) {
            return SHAREGPT;
        } else if (look.lists(Part.CONVERSATIONS, "role")) {
            return OPENAI;
        } else if (look.has(Part.PROMPT) && look.has(Part.COMPLETION)) {
            return PROMPT_COMPLETION;
        } else if (look.has(Part.INSTRUCTION) && look.has(Part.OUTPUT)) {
            return ALPACA;
        } else if (look.has(Part.TEXT)) {
            return TEXT;
        }
        throw unknown(columns, where);
    }

    /** Tells the format of rows that are to be answered: the columns of answers need not be there. */
    public static ChatFormat ofQuestions(
            Collection<String> columns,
            List<? extends Map<String, ? extends @Nullable Object>> rows,
            ChatColumns names,
            String where) {
        Set<String> answered = new LinkedHashSet<>(columns);
        if (columns.contains(names.of(Part.PROMPT))) {
            answered.add(names.of(Part.COMPLETION));
        }
        if (columns.contains(names.of(Part.INSTRUCTION))) {
            answered.add(names.of(Part.OUTPUT));
        }
        return recognise(answered, rows, names, where);
    }

    private static void requireNamed(Set<String> columns, ChatColumns names, String where) {
        names.named().forEach((part, column) -> {
            if (!columns.contains(column)) {
                throw new InputException(
                        "chat.column",
                        where,
                        "no column " + Problem.quote(column),
                        "the column named for " + part.key() + " is in the data",
                        Similar.hint(column, columns));
            }
        });
    }

    private static InputException unknown(Collection<String> columns, String where) {
        boolean pairs = columns.contains("chosen") && columns.contains("rejected");
        return new InputException(
                "chat.format",
                where,
                pairs ? "pairs of a chosen and a rejected answer" : "the columns " + String.join(", ", columns),
                "a row holds messages (role, content), conversations (from, value), instruction and output,"
                        + " prompt and completion, or text",
                "name the columns, for example columns: {prompt: question, completion: answer}");
    }
}
