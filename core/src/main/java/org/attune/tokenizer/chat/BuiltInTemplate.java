// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.tokenizer.SpecialTokens.Role;
import org.attune.tokenizer.TextTokenizer;

/** Templates for models that have none. */
public enum BuiltInTemplate {
    /**
     * ChatML: {@code <|im_start|>ROLE\nCONTENT<|im_end|>\n} for each message, {@code <|im_start|>assistant\n} as the prompt.
     * Where the tokenizer has no token {@code <|im_end|>}, its end-of-sequence token ends a turn instead.
     */
    CHATML("""
            {%- for message in messages %}
            {{- '<|im_start|>' + message.role + '\\n' }}
            {%- if message.role == 'assistant' %}
            {%- generation %}{{- message.content + END }}{%- endgeneration %}
            {%- else %}{{- message.content + END }}{%- endif %}
            {{- '\\n' }}
            {%- endfor %}
            {%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}
            """),
    /**
     * For instructions and their answers: {@code ### Instruction:\nCONTENT\n\n} for the user, {@code ### Response:\nCONTENT},
     * the end-of-sequence token and {@code \n\n} for the assistant, {@code CONTENT\n\n} for the system,
     * {@code ### Response:\n} as the prompt.
     */
    INSTRUCTION("""
            {%- for message in messages %}
            {%- if message.role == 'system' %}{{- message.content + '\\n\\n' }}
            {%- elif message.role == 'user' %}{{- '### Instruction:\\n' + message.content + '\\n\\n' }}
            {%- elif message.role == 'assistant' %}{{- '### Response:\\n' }}
            {%- generation %}{{- message.content + END }}{%- endgeneration %}{{- '\\n\\n' }}
            {%- else %}{{- raise_exception('turns are of system, user and assistant') }}{%- endif %}
            {%- endfor %}
            {%- if add_generation_prompt %}{{- '### Response:\\n' }}{%- endif %}
            """),
    /**
     * As the models of Alpaca were taught: the sentence that says what follows, {@code ### Instruction:\nINSTRUCTION\n\n}, where
     * there is one {@code ### Input:\nINPUT\n\n}, and the rest as {@link #INSTRUCTION}. A system's message stands for the sentence.
     */
    ALPACA("""
            {%- for message in messages %}
            {%- if message.role == 'system' %}{{- message.content + '\\n\\n' }}
            {%- elif message.role == 'user' %}
            {%- if loop.first %}
            {{- 'Below is an instruction that describes a task' }}
            {%- if message.input %}{{- ', paired with an input that provides further context' }}{%- endif %}
            {{- '. Write a response that appropriately completes the request.\\n\\n' }}
            {%- endif %}
            {%- if message.input %}
            {{- '### Instruction:\\n' + message.instruction + '\\n\\n### Input:\\n' + message.input + '\\n\\n' }}
            {%- else %}{{- '### Instruction:\\n' + message.content + '\\n\\n' }}{%- endif %}
            {%- elif message.role == 'assistant' %}{{- '### Response:\\n' }}
            {%- generation %}{{- message.content + END }}{%- endgeneration %}{{- '\\n\\n' }}
            {%- else %}{{- raise_exception('turns are of system, user and assistant') }}{%- endif %}
            {%- endfor %}
            {%- if add_generation_prompt %}{{- '### Response:\\n' }}{%- endif %}
            """);

    private final String text;

    BuiltInTemplate(String text) {
        this.text = text;
    }

    /** The name as a recipe has it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BuiltInTemplate> of(String key) {
        return Arrays.stream(values()).filter(t -> t.key().equals(key)).findFirst();
    }

    /**
     * The template's text for a tokenizer.
     *
     * @throws InputException where the tokenizer has no token that ends a turn
     */
    public String text(TextTokenizer tokenizer) {
        if (this == CHATML && tokenizer.idOf("<|im_end|>").isPresent()) {
            return text.replace("END", "'<|im_end|>'");
        }
        if (tokenizer.special().id(Role.EOS).isEmpty()) {
            throw new InputException(
                    "chat.no-end-token",
                    "template: " + key(),
                    "the tokenizer has no end-of-sequence token",
                    "a token ends a turn",
                    "name one by eos_token in the model's tokenizer_config.json");
        }
        return text.replace("END", "eos_token");
    }
}
