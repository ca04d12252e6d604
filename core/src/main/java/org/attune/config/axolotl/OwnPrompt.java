// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attune.config.axolotl.DataKeys.Rows;
import org.attune.problem.Problem;

/** A type that is a map: prompts by a format of one's own. Only the one that takes the column as it is has a native layout. */
final class OwnPrompt {

    private static final String AS_IT_IS = "{instruction}";

    private OwnPrompt() {}

    static Optional<Rows> read(Keys own, Notes notes) {
        Optional<String> question = own.text("field_instruction");
        Optional<String> answer = own.text("field_output");
        Optional<String> format = own.text("format");
        String without = own.text("no_input_format").orElse(AS_IT_IS);
        boolean plain = format.equals(Optional.of(AS_IT_IS)) && without.equals(AS_IT_IS);
        boolean prompt = own.isOn("system_prompt");
        boolean system = own.isOn("field_system") || prompt;
        own.find("system_format");
        own.find("field_input"); // the format leaves it out
        own.finish();
        if (!plain || system) {
            notes.refuse(
                    own.place("format"),
                    system ? "a system prompt" : format.map(Problem::quote).orElse("missing"),
                    "a prompt is a column as it is: format \"{instruction}\", without a system prompt",
                    "write the prompts as they are to be into the file, and format: \"{instruction}\"");
            return Optional.empty();
        }
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("prompt", question.orElse("instruction"));
        columns.put("completion", answer.orElse("output"));
        return Optional.of(new Rows("prompt-completion", columns, Optional.empty()));
    }
}
