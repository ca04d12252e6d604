// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.List;
import java.util.Map;

/** A text and how it goes on. A model with a template gets it as a question and an answer, another one as it is written. */
public record PromptCompletion(String prompt, String completion) implements ChatRow {

    /** The prompt as the user's turn, the completion as the assistant's. */
    public Conversation conversation() {
        return new Conversation(
                List.of(Message.of("user", prompt), Message.of("assistant", completion)),
                List.of(),
                List.of(),
                Map.of(),
                1);
    }
}
