// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How a language model's rows are read: conversations, instructions, prompts with completions, or text.
 *
 * @param layout how they are written; AUTO: by the columns and what they hold
 * @param trainOn which tokens are learnt; AUTO: of conversations the assistant's turns, of prompts their completions, of text all
 * @param template a file with a chat template, or the name of a built-in one; empty: the model's own
 */
public record ConversationConfig(Layout layout, TrainOn trainOn, Optional<String> template) {

    public static final ConversationConfig DEFAULT =
            new ConversationConfig(Layout.AUTO, TrainOn.AUTO, Optional.empty());

    public enum Layout {
        AUTO,
        OPENAI,
        SHAREGPT,
        ALPACA,
        PROMPT_COMPLETION,
        TEXT
    }

    public enum TrainOn {
        AUTO,
        /** The last turn of the assistant, or the completion. */
        COMPLETION,
        /** Every turn of the assistant. */
        ASSISTANT,
        ALL
    }

    static ConversationConfig bind(Section data) {
        Layout layout = data.choice("layout", Layout.AUTO);
        TrainOn trainOn = data.choice("train_on", TrainOn.AUTO);
        Optional<String> template = data.optional("template", Kinds.TEXT, "auto");
        return data.build(() -> new ConversationConfig(layout, trainOn, template), DEFAULT);
    }
}
