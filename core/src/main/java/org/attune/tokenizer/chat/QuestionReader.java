// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.tokenizer.chat.ChatColumns.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one format as what is to be answered or continued: as {@link ChatReader}, but the answer need not be there. Of a
 * conversation that ends with an answer, that one is left out.
 */
public record QuestionReader(ChatFormat format, ChatColumns names) {

    /**
     * Reads one row.
     *
     * @param values as of {@link ChatReader#read}
     * @return a conversation that has its answer still to come, a prompt without completion, or the beginning of a text
     * @throws org.attune.problem.InputException with the first problem of the row; it names the field
     */
    public ChatRow read(Map<String, ? extends @Nullable Object> values, String where) {
        RowFields row = new RowFields(values, where);
        ChatReader reader = new ChatReader(format, names);
        return switch (format) {
            case OPENAI -> conversation(row, reader, unanswered(reader.openAi(row)));
            case SHAREGPT -> conversation(row, reader, unanswered(reader.shareGpt(row)));
            case ALPACA -> conversation(row, reader, reader.withSystem(row, reader.instruction(row)));
            case PROMPT_COMPLETION -> prompt(row, reader);
            case TEXT -> new PlainText(reader.required(row, Part.TEXT));
        };
    }

    private ChatRow prompt(RowFields row, ChatReader reader) {
        String column = names.of(Part.PROMPT);
        boolean messages = JsonValues.opened(row.get(column)) instanceof List<?> list && ChatReader.isMessage(list);
        return messages
                ? conversation(row, reader, new MessageReader(row).read(column))
                : new PromptCompletion(row.text(column), "");
    }

    private static List<Message> unanswered(List<Message> messages) {
        int last = messages.size() - 1;
        return last >= 0 && messages.get(last).isAssistant() ? new ArrayList<>(messages.subList(0, last)) : messages;
    }

    private static Conversation conversation(RowFields row, ChatReader reader, List<Message> messages) {
        if (messages.isEmpty()) {
            throw row.problem(
                    "chat.empty",
                    "nothing that an answer could follow",
                    "a conversation has messages",
                    "take the row out");
        }
        return new Conversation(
                messages,
                reader.tools(row),
                row.objects(reader.names().of(Part.DOCUMENTS)),
                ChatReader.variables(row),
                messages.size());
    }
}
