// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.InputException;

/**
 * From a row to token ids with a training mask. Any number of threads may use one.
 *
 * <p>A conversation is rendered by the model's template, exactly as for serving, and tokenised as one text in which special
 * tokens are recognised where the template wrote them; the same text in what people wrote stays text. Nothing is added:
 * BOS stands where the template writes it.
 *
 * <p>A turn of the assistant is its content, its calls of tools and the token that ends it ({@link Turns}); the head before
 * and the white space behind are the template's. A token counts to a turn if any of its characters does, as in transformers.
 */
public final class ChatEncoder {

    private final ChatModel model;
    private final ChatSettings settings;
    private final Shield shield;

    public ChatEncoder(ChatModel model, ChatSettings settings) {
        this.model = model;
        this.settings = settings;
        shield = new Shield(model.tokenizer().special().all());
    }

    /**
     * Encodes one row.
     *
     * @param where the row's place, for messages
     * @throws InputException where the template refuses it, or it cannot be told what is to be trained
     */
    public ChatResult encode(ChatRow row, String where) {
        if (row instanceof PlainText text) {
            return new PlainEncoder(model, settings, where).text(text);
        } else if (row instanceof PromptCompletion both && model.templates() == null) {
            return new PlainEncoder(model, settings, where).promptCompletion(both);
        }
        Conversation conversation = row instanceof PromptCompletion both ? both.conversation() : (Conversation) row;
        ModelTemplates templates = model.templates();
        if (templates == null) {
            throw new InputException(
                    "chat.no-template",
                    where,
                    "a conversation, and the model has no chat template",
                    "a template says how turns are written",
                    "set template: chatml (or template: instruction for instructions, or template: FILE)");
        }
        try {
            return fitted(conversation, templates, where);
        } catch (InputException e) {
            throw new InputException(e.problems().stream()
                    .map(problem -> ConversationText.ofRow(problem, where))
                    .toList());
        }
    }

    private ChatResult fitted(Conversation conversation, ModelTemplates templates, String where) {
        Fit fit = new Fit(settings, where);
        Set<ChatFinding> findings = EnumSet.noneOf(ChatFinding.class);
        ChatResult whole = whole(conversation, templates);
        Optional<Conversation> rest = Optional.of(conversation);
        while (settings.overlong() == Overlong.LEFT && isLong(fit, whole)) {
            rest = rest.flatMap(Conversation::withoutOldestExchange);
            if (rest.isEmpty()) {
                break;
            }
            findings.add(ChatFinding.CUT_LEFT);
            whole = whole(rest.get(), templates);
        }
        findings.addAll(whole.findings());
        ChatSample sample = whole.sample();
        return sample == null ? whole : fit.result(sample, findings);
    }

    private static boolean isLong(Fit fit, ChatResult result) {
        ChatSample sample = result.sample();
        return sample != null && fit.isLong(sample);
    }

    /** In the first form of its calls that the template takes; the first problem where it takes none. */
    private ChatResult whole(Conversation conversation, ModelTemplates templates) {
        return CallForms.first(
                conversation, form -> whole(new ConversationText(model, templates, settings, shield, form)));
    }

    private ChatResult whole(ConversationText text) {
        List<Integer> wanted = wanted(text.conversation());
        if (settings.trainOn() != TrainOn.ALL && wanted.isEmpty()) {
            return ChatResult.without(Set.of(), ChatFinding.DROPPED_UNTRAINED);
        }
        Turn.Found found =
                settings.trainOn() == TrainOn.ALL ? new Turn.Found(List.of(), Set.of()) : Turns.of(text, wanted);
        TextTokens tokens = TextTokens.rendered(model.tokenizer(), text.whole());
        TrainingMask mask = TrainingMask.of(tokens, found.turns(), settings.trainOn() == TrainOn.ALL);
        Set<ChatFinding> findings = EnumSet.noneOf(ChatFinding.class);
        findings.addAll(found.findings());
        findings.addAll(mask.findings(
                tokens, found.turns(), model.endTokens(), text.whole().text()));
        List<String> roles =
                text.conversation().messages().stream().map(Message::role).toList();
        int[] message = new Owners(text, found.turns()).of(tokens);
        ChatSample sample = new ChatSample(
                tokens.ids(), mask.trained(), message, roles, text.whole().text(), tokens.start(), tokens.end());
        return new ChatResult(sample, findings);
    }

    private List<Integer> wanted(Conversation conversation) {
        int from = settings.trainOn() == TrainOn.COMPLETION ? conversation.completion() : 0;
        List<Integer> wanted = new ArrayList<>();
        for (int i = from; i < conversation.messages().size(); i++) {
            Message message = conversation.messages().get(i);
            if (message.isAssistant() && message.trained()) {
                wanted.add(i);
            }
        }
        return wanted;
    }
}
