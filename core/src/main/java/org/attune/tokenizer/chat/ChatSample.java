// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.List;

/**
 * One row as the model sees it. All arrays have one entry per token.
 *
 * @param ids token ids
 * @param trained whether the model learns to write the token; the first one is never predicted
 * @param message which message the token belongs to, from 0; -1 where that cannot be told
 * @param roles of the messages
 * @param start first UTF-16 unit of the token in the text
 * @param end one past its last unit
 */
public record ChatSample(
        int[] ids, boolean[] trained, int[] message, List<String> roles, String text, int[] start, int[] end) {

    /** Number of tokens. */
    public int length() {
        return ids.length;
    }

    /** Number of tokens that the loss counts: trained and not the first. */
    public int targets() {
        int targets = 0;
        for (int i = 1; i < trained.length; i++) {
            targets += trained[i] ? 1 : 0;
        }
        return targets;
    }

    /** Who wrote the token; empty where that cannot be told. */
    public String role(int token) {
        return message[token] < 0 ? "" : roles.get(message[token]);
    }

    /** The stretch of text that the token stands for. */
    public String text(int token) {
        return text.substring(start[token], end[token]);
    }
}
