// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.template.ChatTemplate;
import org.attune.tokenizer.template.Rendered;
import org.jspecify.annotations.Nullable;

/** One conversation under its template: the whole of it and, for finding turns, its beginnings. Not thread-safe. */
final class ConversationText {

    private final ChatModel model;
    private final ChatSettings settings;
    private final ChatTemplate template;
    private final Conversation conversation;
    private final Conversation shown;
    private final @Nullable Character mark;
    private final RenderedText whole;
    private final Map<Integer, Optional<RenderedText>> parts = new HashMap<>();

    /** @throws InputException where the template refuses the conversation, or sees special tokens spelled out in it */
    ConversationText(
            ChatModel model,
            ModelTemplates templates,
            ChatSettings settings,
            Shield shield,
            Conversation conversation) {
        this.model = model;
        this.settings = settings;
        this.conversation = conversation;
        template = templates.of(conversation);
        RenderedText plain =
                RenderedText.of(render(conversation, conversation.messages().size(), false));
        if (!shield.isNeeded(conversation)) {
            mark = null;
            shown = conversation;
            whole = plain;
            return;
        }
        mark = Shield.unused(conversation, plain.text());
        shown = shield.marked(conversation, mark);
        whole = RenderedText.of(render(shown, conversation.messages().size(), false), mark);
        if (!whole.isSame(plain)) {
            throw new InputException(
                    "chat.special-text",
                    "the row",
                    "the template changes what it does by the text of a special token in a message",
                    "special tokens come from the template alone",
                    "take that text out; a chain of thought goes into the field reasoning_content");
        }
    }

    Conversation conversation() {
        return conversation;
    }

    RenderedText whole() {
        return whole;
    }

    /**
     * The first messages alone, which is what serving renders when they are all there is.
     *
     * @param prompt whether the prompt for the next answer follows
     * @return empty where the template refuses them
     */
    Optional<RenderedText> first(int messages, boolean prompt) {
        return parts.computeIfAbsent(messages * 2 + (prompt ? 1 : 0), key -> {
            try {
                Rendered rendered = render(shown, messages, prompt);
                return Optional.of(mark == null ? RenderedText.of(rendered) : RenderedText.of(rendered, mark));
            } catch (InputException e) {
                return Optional.empty();
            }
        });
    }

    private Rendered render(Conversation of, int messages, boolean prompt) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(model.tokenNames());
        variables.putAll(settings.variables());
        variables.putAll(of.variables());
        List<Map<String, Object>> fields =
                of.messages().subList(0, messages).stream().map(Message::fields).toList();
        variables.put("messages", fields);
        variables.put("tools", of.tools().isEmpty() ? null : of.tools());
        variables.put("documents", of.documents().isEmpty() ? null : of.documents());
        variables.put("add_generation_prompt", prompt);
        return template.render(variables, settings.now());
    }

    /** A problem of the template as one of the row. */
    static Problem ofRow(Problem problem, String where) {
        boolean raised = problem.code().equals("template.raised");
        return new Problem(
                raised ? "chat.refused" : problem.code(),
                where,
                problem.where().equals("the row") ? problem.found() : problem.found() + " (" + problem.where() + ")",
                raised ? "the template takes the conversation" : problem.expected(),
                raised
                        ? "mend the order of turns, take the row out, or give another template by template: FILE"
                        : problem.fix());
    }
}
