// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows with another answer in the place of their own, which is their last. */
public final class OtherAnswer {

    private OtherAnswer() {}

    /** The row's own answer; empty where it has none. */
    public static Optional<String> of(ChatRow row) {
        if (row instanceof PromptCompletion prompt) {
            return Optional.of(prompt.completion());
        } else if (row instanceof Conversation conversation) {
            int last = Conversation.lastAssistant(conversation.messages());
            return last == conversation.messages().size()
                    ? Optional.empty()
                    : Optional.of(conversation.messages().get(last).content());
        }
        return Optional.empty();
    }

    /** The same question with this answer, behind as much blank as the row's own has before it. */
    public static ChatRow in(ChatRow row, String answer) {
        if (row instanceof PromptCompletion prompt) {
            return new PromptCompletion(prompt.prompt(), blank(prompt.completion()) + answer);
        }
        Conversation conversation = (Conversation) row;
        List<Message> messages = new ArrayList<>(conversation.messages());
        int last = Conversation.lastAssistant(messages);
        Message own = messages.get(last);
        messages.set(last, own.with("content", blank(own.content()) + answer));
        return conversation.withMessages(messages.subList(0, last + 1));
    }

    private static String blank(String text) {
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    /** Texts of a list, as a file's row has it: a list, or JSON of one; empty where it is none of texts. */
    public static List<String> choices(@Nullable Object value) {
        if (!(JsonValues.opened(value) instanceof List<?> list)) {
            return List.of();
        }
        boolean texts = list.stream().allMatch(item -> item instanceof String text && !text.isBlank());
        return texts ? list.stream().map(item -> String.valueOf(item).strip()).toList() : List.of();
    }
}
