// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Marks what would be a special token in people's strings, so that it can be told from the template's own after
 * rendering. A private-use character goes behind the first character of each such text; also behind the first of a beginning
 * at the end of a string and behind the last of an ending at its start, because a template may join two strings.
 *
 * <p>A template sees one character more per mark: {@code length} counts it, {@code trim} does not touch it, {@code tojson}
 * writes it as it is. Where it makes a difference beyond itself, the row is refused ({@link ConversationText}).
 */
final class Shield {

    /** Private use; the first of them that nobody uses becomes the mark. */
    private static final char FIRST_MARK = '\uE000';

    private final Map<Integer, List<String>> byFirst = new HashMap<>();
    private final Set<String> beginnings = new HashSet<>();
    private final Set<String> endings = new HashSet<>();
    private int longest;

    Shield(Set<String> special) {
        for (String token : special) {
            if (token.isEmpty()) {
                continue;
            }
            byFirst.computeIfAbsent(token.codePointAt(0), first -> new ArrayList<>())
                    .add(token);
            for (int k = 1; k < token.length(); k++) {
                beginnings.add(token.substring(0, k));
                endings.add(token.substring(k));
            }
            longest = Math.max(longest, token.length());
        }
    }

    /** Whether anything in a conversation needs a mark. */
    boolean isNeeded(Conversation conversation) {
        return Strings.anyOf(conversation, text -> !places(text).isEmpty());
    }

    /** A character that stands nowhere in a conversation or in what was made of it. */
    static char unused(Conversation conversation, String rendered) {
        char mark = FIRST_MARK;
        while (rendered.indexOf(mark) >= 0 || Strings.anyOf(conversation, holds(mark))) {
            mark++;
        }
        return mark;
    }

    private static Predicate<String> holds(char mark) {
        return text -> text.indexOf(mark) >= 0;
    }

    /** A conversation with marks in all its strings but the roles. */
    Conversation marked(Conversation conversation, char mark) {
        List<Message> messages = new ArrayList<>();
        for (Message message : conversation.messages()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            message.fields()
                    .forEach((name, value) ->
                            fields.put(name, name.equals("role") ? value : Strings.map(value, t -> marked(t, mark))));
            messages.add(new Message(message.role(), fields, message.trained()));
        }
        return new Conversation(
                messages,
                conversation.tools().stream()
                        .map(tool -> Strings.map(tool, t -> marked(t, mark)))
                        .toList(),
                conversation.documents().stream()
                        .map(one -> Strings.map(one, t -> marked(t, mark)))
                        .toList(),
                Strings.entries(conversation.variables(), t -> marked(t, mark)),
                conversation.completion());
    }

    String marked(String text, char mark) {
        Set<Integer> places = places(text);
        if (places.isEmpty()) {
            return text;
        }
        StringBuilder marked = new StringBuilder(text.length() + places.size());
        int at = 0;
        for (int place : places) {
            marked.append(text, at, place).append(mark);
            at = place;
        }
        return marked.append(text, at, text.length()).toString();
    }

    /** Where marks go, in order, each as the place behind the character that it is about. */
    private Set<Integer> places(String text) {
        Set<Integer> places = new TreeSet<>();
        for (int i = 0; i < text.length(); i++) {
            List<String> tokens = byFirst.get(text.codePointAt(i));
            if (tokens != null) {
                for (String token : tokens) {
                    if (text.startsWith(token, i)) {
                        places.add(behind(text, i));
                    }
                }
            }
        }
        for (int k = 1; k < longest && k <= text.length(); k++) {
            if (beginnings.contains(text.substring(text.length() - k))) {
                places.add(behind(text, text.length() - k));
            }
            if (endings.contains(text.substring(0, k))) {
                places.add(k);
            }
        }
        return places;
    }

    private static int behind(String text, int place) {
        return place + Character.charCount(text.codePointAt(place));
    }
}
