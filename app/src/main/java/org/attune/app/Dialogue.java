// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.LanguageModel;
import org.attune.generate.Generated;
import org.attune.generate.Listener;
import org.attune.generate.Prompt;
import org.attune.generate.Sampling;
import org.attune.tokenizer.chat.Conversation;
import org.attune.tokenizer.chat.Message;
import org.jspecify.annotations.Nullable;

/** A conversation and its model. Each answer sees all that was said before, as far as the model has positions for it. */
final class Dialogue {

    private final LanguageModel language;
    private final Sampling sampling;
    private final List<Message> beginning;
    private final List<Message> messages;
    private int answers;

    /** @param system what the model is told first, null for nothing */
    Dialogue(LanguageModel language, Sampling sampling, @Nullable String system) {
        this.language = language;
        this.sampling = sampling;
        beginning = system == null ? List.of() : List.of(Message.of("system", system));
        messages = new ArrayList<>(beginning);
    }

    /**
     * An answer.
     *
     * @param generated its text, as far as it came
     * @param forgotten messages that were left out, because there were no positions for them
     */
    record Reply(Generated generated, int forgotten) {}

    /** @throws org.attune.problem.InputException where the message alone is too long; it counts as not said */
    Reply answer(String message, Listener listener) {
        List<Message> asked = new ArrayList<>(messages);
        asked.add(Message.of("user", message));
        Conversation whole = Conversation.of(asked);
        Conversation seen = fitting(new Conversation(asked, List.of(), List.of(), Map.of(), asked.size()));
        Generated generated = language.generate(List.of(language.prompt(seen, answers)), sampling, listener)
                .get(0);
        answers++;
        messages.clear();
        messages.addAll(seen.messages());
        messages.add(Message.of("assistant", generated.text()));
        return new Reply(generated, whole.messages().size() - seen.messages().size());
    }

    /** Without the oldest exchanges that leave no room for an answer. */
    private Conversation fitting(Conversation whole) {
        int room = Math.min(sampling.maxNewTokens(), language.positions() / 4);
        Conversation kept = whole;
        while (true) {
            Prompt prompt = language.prompt(kept, answers);
            Optional<Conversation> shorter = kept.withoutOldestExchange();
            if (prompt.tokens().length + room <= language.positions() || shorter.isEmpty()) {
                return kept;
            }
            kept = shorter.get();
        }
    }

    /** Begins anew. */
    void reset() {
        messages.clear();
        messages.addAll(beginning);
    }

    /** All messages as JSON has them. */
    List<Map<String, Object>> document() {
        return messages.stream()
                .map(message -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("role", message.role());
                    fields.put("content", message.content());
                    return fields;
                })
                .toList();
    }
}
