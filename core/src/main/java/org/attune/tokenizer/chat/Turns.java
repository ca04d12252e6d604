// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.tokenizer.template.Span;

/**
 * Finds the turns of the assistant in the rendered text.
 *
 * <p>A template with {@code {% generation %}} marks says it itself. Without them a turn is what the whole conversation has
 * between the prompt for it (the messages before, with the generation prompt) and the end of the messages through it, and
 * each of the two has to be a beginning of the whole: then it is exactly what the model writes when it is served. White space
 * at the turn's end, behind its end token, is the template's. A template that writes earlier turns otherwise once they are
 * not the last breaks the rule for those; they are not trained, which is said. Where it breaks for the last turn, the row
 * is refused.
 */
final class Turns {

    private final ConversationText text;
    private final List<Integer> wanted;
    private final List<Turn> turns = new ArrayList<>();
    private final Set<ChatFinding> findings = EnumSet.noneOf(ChatFinding.class);

    private Turns(ConversationText text, List<Integer> wanted) {
        this.text = text;
        this.wanted = wanted;
    }

    /** @param wanted messages to learn, in order */
    static Turn.Found of(ConversationText text, List<Integer> wanted) {
        Turns search = new Turns(text, wanted);
        if (text.whole().generated().isEmpty()) {
            wanted.forEach(search::between);
        } else {
            search.marked();
        }
        return search.found();
    }

    private void marked() {
        Map<Integer, List<Span>> spans = spansByMessage();
        for (int message : wanted) {
            List<Span> own = spans.getOrDefault(message, List.of());
            own.forEach(span -> turns.add(new Turn(message, span.start(), span.end())));
            if (own.isEmpty()) {
                lost(message);
            }
        }
    }

    /**
     * A span belongs to the last turn of the assistant that begins before it; where beginnings of the conversation do not
     * tell, there has to be one span per turn.
     */
    private Map<Integer, List<Span>> spansByMessage() {
        List<Span> spans = text.whole().generated();
        List<Integer> assistant = indices(text.conversation().messages());
        List<Integer> begins = assistant.stream().map(this::begin).toList();
        Map<Integer, List<Span>> byMessage = new HashMap<>();
        if (!begins.contains(-1)) {
            for (Span span : spans) {
                int turn = (int) begins.stream().filter(b -> b <= span.start()).count() - 1;
                byMessage
                        .computeIfAbsent(assistant.get(Math.max(turn, 0)), m -> new ArrayList<>())
                        .add(span);
            }
        } else if (spans.size() == assistant.size()) {
            for (int i = 0; i < spans.size(); i++) {
                byMessage.put(assistant.get(i), List.of(spans.get(i)));
            }
        } else {
            throw unclear();
        }
        return byMessage;
    }

    /** Where a message begins, its head before or behind; -1 where that cannot be told. */
    private int begin(int message) {
        String whole = text.whole().text();
        for (boolean prompt : new boolean[] {false, true}) {
            Optional<String> before = text.first(message, prompt).map(RenderedText::text);
            if (before.isPresent() && whole.startsWith(before.get())) {
                return before.get().length();
            }
        }
        return message == 0 ? 0 : -1;
    }

    private static List<Integer> indices(List<Message> messages) {
        List<Integer> assistant = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).isAssistant()) {
                assistant.add(i);
            }
        }
        return assistant;
    }

    private void between(int message) {
        String whole = text.whole().text();
        boolean last = message + 1 == text.conversation().messages().size();
        Optional<String> prompt = text.first(message, true).map(RenderedText::text);
        Optional<String> through =
                last ? Optional.of(whole) : text.first(message + 1, false).map(RenderedText::text);
        boolean holds = prompt.isPresent()
                && through.isPresent()
                && through.get().startsWith(prompt.get())
                && whole.startsWith(through.get());
        if (!holds) {
            lost(message);
            return;
        }
        int start = prompt.get().length();
        Turn turn = new Turn(
                message, start, Math.max(start, through.get().stripTrailing().length()));
        turns.add(turn);
        boolean noPrompt = text.first(message, false).map(RenderedText::text).equals(prompt);
        if (noPrompt && hasHeader(turn)) {
            findings.add(ChatFinding.HEADER_TRAINED);
        }
    }

    /** Whether something stands in a turn before its content, where the content is all that it should hold. */
    private boolean hasHeader(Turn turn) {
        Message message = text.conversation().messages().get(turn.message());
        String written = text.whole().text().substring(turn.start(), turn.end());
        String content = message.content().strip();
        boolean onlyContent = message.toolCalls().isEmpty() && !message.fields().containsKey("reasoning_content");
        return onlyContent
                && !content.isEmpty()
                && written.indexOf(content) > 0
                && !written.substring(0, written.indexOf(content)).isBlank();
    }

    private void lost(int message) {
        if (message == wanted.get(wanted.size() - 1)) {
            throw unclear();
        }
        findings.add(ChatFinding.EARLIER_TURNS);
    }

    private static InputException unclear() {
        return new InputException(
                "chat.mask",
                "the row",
                "it cannot be told exactly which text of the last answer the model writes",
                "the prompt for an answer is how the text through the answer begins, or the template marks answers by"
                        + " {% generation %}",
                "give a training variant of the template, with such marks, by template: FILE");
    }

    private Turn.Found found() {
        for (Turn turn : turns) {
            Message message = text.conversation().messages().get(turn.message());
            String written = written(turn.message());
            if (ToolCalls.names(message).stream().anyMatch(name -> !written.contains(name))) {
                throw new InputException(
                        "chat.lost-call",
                        "the row",
                        "the template leaves out a call of " + String.join(", ", ToolCalls.names(message)),
                        "the template writes what the model is to learn",
                        "give a template for tools by template: FILE, or take such rows out");
            }
            if (!message.content().contains("</think>")
                    && !written.contains(message.content().strip())) {
                findings.add(ChatFinding.CONTENT_LEFT_OUT);
            }
        }
        return new Turn.Found(turns, findings);
    }

    private String written(int message) {
        StringBuilder written = new StringBuilder();
        turns.stream()
                .filter(turn -> turn.message() == message)
                .forEach(turn -> written.append(text.whole().text(), turn.start(), turn.end()));
        return written.toString();
    }
}
