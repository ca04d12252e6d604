// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.attune.problem.InputException;

/**
 * Templates do not agree on how a call of tools is given to them: most take the arguments as an object, some as JSON text;
 * some fail on a message without content. The first form that a template renders, with all
 * calls in the text, is the one; objects and no content come first, as transformers gives them.
 */
final class CallForms {

    private CallForms() {}

    /** A conversation in each form that differs for it; one where there are no calls. */
    static List<Conversation> of(Conversation conversation) {
        boolean calls =
                conversation.messages().stream().anyMatch(m -> !m.toolCalls().isEmpty());
        if (!calls) {
            return List.of(conversation);
        }
        List<UnaryOperator<Message>> contents = new ArrayList<>(List.of(UnaryOperator.identity()));
        if (conversation.messages().stream().anyMatch(CallForms::lacksContent)) {
            contents.add(m -> lacksContent(m) ? m.with("content", "") : m);
        }
        List<Conversation> forms = new ArrayList<>();
        for (UnaryOperator<Message> content : contents) {
            forms.add(changed(conversation, content));
            forms.add(changed(conversation, m -> writtenArguments(content.apply(m))));
        }
        return forms;
    }

    /**
     * What is made of the first form that can be made something of.
     *
     * @throws InputException the first form's, where none can
     */
    static <T> T first(Conversation conversation, Function<Conversation, T> make) {
        InputException first = null;
        for (Conversation form : of(conversation)) {
            try {
                return make.apply(form);
            } catch (InputException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IllegalStateException("a conversation has a form") : first;
    }

    private static boolean lacksContent(Message message) {
        return !message.fields().containsKey("content");
    }

    private static Conversation changed(Conversation conversation, UnaryOperator<Message> change) {
        return conversation.withMessages(
                conversation.messages().stream().map(change).toList());
    }

    private static Message writtenArguments(Message message) {
        if (message.toolCalls().isEmpty()) {
            return message;
        }
        List<Object> calls = new ArrayList<>();
        for (Object given : message.toolCalls()) {
            if (given instanceof Map<?, ?> call && call.get("function") instanceof Map<?, ?> function) {
                Map<String, Object> inner = JsonValues.withoutNulls(function);
                inner.put("arguments", JsonValues.written(function.get("arguments")));
                Map<String, Object> copy = new LinkedHashMap<>(JsonValues.withoutNulls(call));
                copy.put("function", inner);
                calls.add(copy);
            } else {
                calls.add(given);
            }
        }
        return message.with("tool_calls", calls);
    }
}
