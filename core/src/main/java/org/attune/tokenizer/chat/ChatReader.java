// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.tokenizer.chat.ChatColumns.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one format.
 *
 * <p>Codes of problems: {@code chat.field} (missing or of another type), {@code chat.role}, {@code chat.tool-call},
 * {@code chat.weight}, {@code chat.empty}, {@code chat.no-assistant}.
 */
public record ChatReader(ChatFormat format, ChatColumns names) {

    /**
     * Reads one row.
     *
     * @param values by column, as {@code org.attune.data.Row} has them: strings, booleans, numbers of any class, lists,
     *     maps, null; lists and objects also as JSON text
     * @param where the row's place, for messages
     * @throws InputException with the first problem of the row; it names the field
     */
    public ChatRow read(Map<String, ? extends @Nullable Object> values, String where) {
        RowFields row = new RowFields(values, where);
        return switch (format) {
            case OPENAI -> conversation(row, openAi(row), -1);
            case SHAREGPT -> conversation(row, shareGpt(row), -1);
            case ALPACA -> alpaca(row);
            case PROMPT_COMPLETION -> promptCompletion(row);
            case TEXT -> new PlainText(required(row, Part.TEXT));
        };
    }

    List<Message> openAi(RowFields row) {
        String column = names.of(row.has(names.of(Part.MESSAGES)) ? Part.MESSAGES : Part.CONVERSATIONS);
        MessageReader reader = new MessageReader(row);
        List<Message> messages = reader.read(row.has(column) ? column : names.of(Part.MESSAGES));
        return withPrompt(row, reader, messages);
    }

    /** Some files repeat the first question in a column of its own; another prompt goes before the messages. */
    private List<Message> withPrompt(RowFields row, MessageReader reader, List<Message> messages) {
        String column = names.of(Part.PROMPT);
        if (!row.has(column) || messages.isEmpty()) {
            return messages;
        }
        List<Message> all = new ArrayList<>();
        if (JsonValues.opened(row.get(column)) instanceof List<?>) {
            all.addAll(reader.read(column));
        } else {
            all.add(Message.of("user", row.text(column)));
        }
        boolean repeated = messages.stream()
                .anyMatch(m -> m.content().strip().equals(all.get(0).content().strip()));
        if (repeated) {
            return messages;
        }
        all.addAll(messages);
        return all;
    }

    List<Message> shareGpt(RowFields row) {
        boolean usual = row.has(names.of(Part.CONVERSATIONS)) || !row.has(names.of(Part.MESSAGES));
        List<Message> turns = new MessageReader(row).readShareGpt(names.of(usual ? Part.CONVERSATIONS : Part.MESSAGES));
        return withSystem(row, turns);
    }

    List<Message> withSystem(RowFields row, List<Message> messages) {
        String system = row.textOrEmpty(names.of(Part.SYSTEM));
        boolean has = messages.stream().anyMatch(m -> Roles.instructs(m.role()));
        if (system.isEmpty() || has || messages.isEmpty()) {
            return messages;
        }
        List<Message> all = new ArrayList<>(List.of(Message.of("system", system)));
        all.addAll(messages);
        return all;
    }

    private ChatRow alpaca(RowFields row) {
        List<Message> messages = new ArrayList<>(instruction(row));
        messages.add(Message.of("assistant", required(row, Part.OUTPUT)));
        return conversation(row, withSystem(row, messages), messages.size() - 1);
    }

    /** What was said before, and the instruction with its input. */
    List<Message> instruction(RowFields row) {
        List<Message> messages = new ArrayList<>();
        for (Object pair : row.has(names.of(Part.HISTORY)) ? row.list(names.of(Part.HISTORY)) : List.of()) {
            if (!(pair instanceof List<?> two
                    && two.size() == 2
                    && two.get(0) instanceof String question
                    && two.get(1) instanceof String answer)) {
                throw row.wrong(
                        names.of(Part.HISTORY),
                        pair,
                        "history is a list of [question, answer]",
                        "mend it, or take the row out");
            }
            messages.add(Message.of("user", question));
            messages.add(Message.of("assistant", answer));
        }
        String instruction = row.textOrEmpty(names.of(Part.INSTRUCTION));
        String input = row.textOrEmpty(names.of(Part.INPUT));
        String question = instruction + (instruction.isEmpty() || input.isEmpty() ? "" : "\n") + input;
        if (question.isEmpty()) {
            throw row.problem(
                    "chat.empty",
                    names.of(Part.INSTRUCTION) + " and " + names.of(Part.INPUT) + " are empty",
                    "a row has an instruction",
                    "take the row out");
        }
        Message asked = Message.of("user", question);
        boolean both = !instruction.isEmpty() && !input.isEmpty(); // apart too, for a template that tells them apart
        messages.add(both ? asked.with("instruction", instruction).with("input", input) : asked);
        return messages;
    }

    private ChatRow promptCompletion(RowFields row) {
        String prompt = names.of(Part.PROMPT);
        String completion = names.of(Part.COMPLETION);
        boolean messages = JsonValues.opened(row.get(completion)) instanceof List<?> answer
                && JsonValues.opened(row.get(prompt)) instanceof List<?> question
                && (isMessage(answer) || isMessage(question));
        if (!messages) {
            return new PromptCompletion(row.text(prompt), required(row, Part.COMPLETION));
        }
        MessageReader reader = new MessageReader(row);
        List<Message> all = new ArrayList<>(reader.read(prompt));
        List<Message> answers = reader.read(completion);
        if (Conversation.lastAssistant(answers) == answers.size()) {
            throw noAssistant(row, completion);
        }
        all.addAll(answers);
        return conversation(row, all, answers.size());
    }

    static boolean isMessage(List<?> list) {
        return !list.isEmpty() && list.get(0) instanceof Map<?, ?> first && first.containsKey("role");
    }

    String required(RowFields row, Part part) {
        String text = row.text(names.of(part));
        if (text.isBlank()) {
            throw row.problem(
                    "chat.empty", names.of(part) + " is empty", "there is something to learn", "take the row out");
        }
        return text;
    }

    /** @param answers messages of the completion; -1: the last message of the assistant */
    private Conversation conversation(RowFields row, List<Message> messages, int answers) {
        String column = format == ChatFormat.SHAREGPT ? names.of(Part.CONVERSATIONS) : names.of(Part.MESSAGES);
        if (messages.isEmpty()) {
            throw row.problem("chat.empty", column + " is empty", "a conversation has messages", "take the row out");
        }
        int last = Conversation.lastAssistant(messages);
        if (last == messages.size()) {
            throw noAssistant(row, column);
        }
        int completion = format == ChatFormat.PROMPT_COMPLETION ? messages.size() - answers : last;
        return new Conversation(
                messages, tools(row), row.objects(names.of(Part.DOCUMENTS)), variables(row), completion);
    }

    private InputException noAssistant(RowFields row, String column) {
        return row.problem(
                "chat.no-assistant",
                column + " has no turn of the assistant",
                "a conversation holds an answer to learn",
                "take the row out");
    }

    List<Object> tools(RowFields row) {
        List<Object> tools = row.objects(names.of(Part.TOOLS));
        return ToolCalls.tools(tools.isEmpty() ? row.objects("functions") : tools);
    }

    static Map<String, Object> variables(RowFields row) {
        Map<String, Object> variables = new LinkedHashMap<>();
        if (row.get("parallel_tool_calls") instanceof Boolean parallel) {
            variables.put("parallel_tool_calls", parallel);
        }
        variables.putAll(row.object("chat_template_kwargs"));
        return variables;
    }
}
