// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which message each stretch of the rendered text belongs to; text before the first one, such as a list of tools, is the first's. */
final class Owners {

    /** Where the message begins; -1 where that cannot be told. */
    private final int[] begins;

    private final List<Turn> turns;
    private final int length;

    Owners(ConversationText text, List<Turn> turns) {
        this.turns = turns;
        length = text.whole().text().length();
        begins = new int[text.conversation().messages().size()];
        int before = 0;
        for (int i = 1; i < begins.length; i++) {
            int least = before;
            Optional<Integer> begin = text.first(i, false)
                    .map(RenderedText::text)
                    .filter(t -> text.whole().text().startsWith(t) && t.length() >= least)
                    .map(String::length);
            begins[i] = begin.orElse(-1);
            before = begin.orElse(before);
        }
    }

    /** The message of the unit at this place; -1 where beginnings of the conversation do not tell. */
    int at(int place) {
        for (Turn turn : turns) {
            if (place >= turn.start() && place < turn.end()) {
                return turn.message();
            }
        }
        int message = begins.length - 1;
        while (message > 0 && (begins[message] < 0 || begins[message] > place)) {
            message--;
        }
        boolean alone = message + 1 == begins.length || begins[message + 1] >= 0 || place >= length;
        return alone ? message : -1;
    }

    /** For each token by its first unit. */
    int[] of(TextTokens tokens) {
        return Arrays.stream(tokens.start()).map(this::at).toArray();
    }
}
