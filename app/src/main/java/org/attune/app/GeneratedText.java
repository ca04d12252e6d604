// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.attune.LanguageModel;
import org.attune.app.terminal.Console;
import org.attune.data.Row;
import org.attune.generate.Generated;
import org.attune.generate.Generated.Finish;
import org.attune.generate.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * A text as {@code attune generate} writes it down.
 *
 * @param row of a file; null for a prompt of the command line
 */
record GeneratedText(@Nullable Row row, Prompt prompt, Generated generated) {

    /** As JSON; {@code prompt} is what the model saw, special tokens spelled out. */
    Map<String, Object> document(LanguageModel model) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (row != null) {
            document.put("id", String.valueOf(row.id()));
            document.put("file", row.file());
            document.put("line", row.line());
        }
        document.put("prompt", model.base().tokenizer().decodeWithSpecial(prompt.tokens()));
        document.put("text", generated.text());
        document.put("finish", generated.finish().name().toLowerCase(Locale.ROOT));
        document.put("prompt_tokens", prompt.tokens().length);
        document.put("tokens", generated.tokens().length);
        document.put("log_probability", generated.logProbability());
        return document;
    }

    /** Says it where the text is shorter than was asked for. */
    void warn(Console console) {
        if (generated.finish() == Finish.CONTEXT) {
            console.say("attune: " + prompt.where() + ": the model has no positions for more than these "
                    + generated.tokens().length + " tokens after a prompt of " + prompt.tokens().length);
        }
    }
}
