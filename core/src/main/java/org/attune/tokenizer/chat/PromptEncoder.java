// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.problem.InputException;

/**
 * From what is to be answered or continued to the token ids that an answer follows: exactly those that stood before it in training
 * ({@link ChatEncoder}). Any number of threads may use one.
 *
 * @param model without templates, prompts are the beginnings of texts
 * @param now what {@code strftime_now} tells templates: the time where people ask, {@link ChatSettings#CLOCK} where training is repeated
 */
public record PromptEncoder(ChatModel model, LocalDateTime now) {

    /** At the time that training has. */
    public PromptEncoder(ChatModel model) {
        this(model, ChatSettings.CLOCK);
    }

    private ChatSettings settings() {
        return new ChatSettings(TrainOn.ASSISTANT, Integer.MAX_VALUE, Overlong.ERROR, now, Map.of());
    }

    /**
     * Encodes one row.
     *
     * @param question a conversation that has its answer still to come, a prompt without completion, or the beginning of a text
     * @param where its place, for messages
     * @throws InputException where the template refuses it, or a conversation has no template
     */
    public int[] encode(ChatRow question, String where) {
        ModelTemplates templates = model.templates();
        if (question instanceof PlainText text) {
            return plain(text.text(), where);
        } else if (question instanceof PromptCompletion both && templates == null) {
            return plain(both.prompt(), where);
        }
        Conversation conversation = question instanceof PromptCompletion both
                ? Conversation.of(List.of(Message.of("user", both.prompt())))
                : (Conversation) question;
        if (templates == null) {
            throw new InputException(
                    "chat.no-template",
                    where,
                    "a conversation, and the model has no chat template",
                    "a template says how turns are written",
                    "tune the model with data.template: chatml, or let it continue plain text");
        }
        try {
            return CallForms.first(conversation, form -> rendered(form, templates));
        } catch (InputException e) {
            throw new InputException(e.problems().stream()
                    .map(problem -> ConversationText.ofRow(problem, where))
                    .toList());
        }
    }

    private int[] plain(String text, String where) {
        return new PlainEncoder(model, settings(), where).prompt(text);
    }

    private int[] rendered(Conversation conversation, ModelTemplates templates) {
        Shield shield = new Shield(model.tokenizer().special().all());
        ConversationText text = new ConversationText(model, templates, settings(), shield, conversation);
        RenderedText prompt = text.first(conversation.messages().size(), true)
                .orElseThrow(() -> new InputException(
                        "chat.refused",
                        "the row",
                        "the template refuses to prompt for an answer here",
                        "the template takes the conversation",
                        "mend the order of turns, or take the row out"));
        return TextTokens.rendered(model.tokenizer(), prompt).ids();
    }

    /** Ids that end an answer: those that the model's files name, and the one that the template writes after an answer. */
    public Set<Integer> endTokens() {
        Set<Integer> ends = new HashSet<>(model.endTokens());
        if (model.templates() == null) {
            return ends;
        }
        Conversation any = Conversation.of(List.of(Message.of("user", "a"), Message.of("assistant", "b")));
        try {
            ChatSample sample = new ChatEncoder(model, settings())
                    .encode(any, "a conversation")
                    .sample();
            if (sample != null) {
                IntStream.range(0, sample.length())
                        .filter(i -> sample.trained()[i])
                        .map(i -> sample.ids()[i])
                        .reduce((first, last) -> last)
                        .ifPresent(last -> addSpecial(last, ends));
            }
        } catch (InputException refused) {
            return ends; // a template that takes no plain exchange ends its turns as the files say
        }
        return ends;
    }

    private void addSpecial(int id, Set<Integer> ends) {
        if (model.tokenizer().isSpecial(id)) {
            ends.add(id);
        }
    }
}
