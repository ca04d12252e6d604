// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.attune.problem.InputException;

/** Brings a row of tokens into the context. */
record Fit(ChatSettings settings, String where) {

    boolean isLong(ChatSample sample) {
        return sample.length() > settings.maxLength();
    }

    /** Left out, refused, or without its end; a row without anything to learn is left out. */
    ChatResult result(ChatSample sample, Set<ChatFinding> findings) {
        EnumSet<ChatFinding> all = EnumSet.noneOf(ChatFinding.class);
        all.addAll(findings);
        ChatSample kept = sample;
        if (isLong(sample)) {
            switch (settings.overlong()) {
                case ERROR -> throw tooLong(sample.length());
                case DROP, LEFT -> {
                    return ChatResult.without(all, ChatFinding.DROPPED_LONG);
                }
                case RIGHT -> {
                    kept = part(sample, 0, settings.maxLength());
                    all.add(ChatFinding.CUT_RIGHT);
                }
            }
        }
        return kept.targets() == 0 ? ChatResult.without(all, ChatFinding.DROPPED_UNTRAINED) : new ChatResult(kept, all);
    }

    InputException tooLong(int length) {
        return new InputException(
                "chat.too-long",
                where,
                length + " tokens",
                "a row has at most " + settings.maxLength() + " tokens",
                "raise max_length, shorten the row, or say by truncation what to do with such rows");
    }

    static ChatSample part(ChatSample sample, int from, int to) {
        return new ChatSample(
                Arrays.copyOfRange(sample.ids(), from, to),
                Arrays.copyOfRange(sample.trained(), from, to),
                Arrays.copyOfRange(sample.message(), from, to),
                sample.roles(),
                sample.text(),
                Arrays.copyOfRange(sample.start(), from, to),
                Arrays.copyOfRange(sample.end(), from, to));
    }
}
