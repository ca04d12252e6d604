// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages and what a template is given besides them. Values are those of JSON.
 *
 * @param tools descriptions of tools, each {@code {"type": "function", "function": {…}}}; empty: none
 * @param documents what an answer may rest on; empty: none
 * @param variables for the template, such as {@code enable_thinking}
 * @param completion the first message of the completion; the number of messages where there is none
 */
public record Conversation(
        List<Message> messages,
        List<Object> tools,
        List<Object> documents,
        Map<String, Object> variables,
        int completion)
        implements ChatRow {

    public Conversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        documents = List.copyOf(documents);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Messages alone; the last assistant's is the completion. */
    public static Conversation of(List<Message> messages) {
        return new Conversation(messages, List.of(), List.of(), Map.of(), lastAssistant(messages));
    }

    /** The place of the last assistant's message; the number of messages where there is none. */
    static int lastAssistant(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).isAssistant()) {
                return i;
            }
        }
        return messages.size();
    }

    Conversation withMessages(List<Message> changed) {
        return new Conversation(changed, tools, documents, variables, completion);
    }

    /**
     * Without its oldest exchange: from the first message that is no instruction of the system up to the next turn of the
     * user. Empty where that would take from the last exchange.
     */
    public Optional<Conversation> withoutOldestExchange() {
        int from = 0;
        while (from < messages.size() && Roles.instructs(messages.get(from).role())) {
            from++;
        }
        for (int i = from + 1; i < completion && i < messages.size(); i++) {
            if (messages.get(i).role().equals("user")) {
                List<Message> kept = new ArrayList<>(messages.subList(0, from));
                kept.addAll(messages.subList(i, messages.size()));
                return Optional.of(new Conversation(kept, tools, documents, variables, completion - (i - from)));
            }
        }
        return Optional.empty();
    }
}
