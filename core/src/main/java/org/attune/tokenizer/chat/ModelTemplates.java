// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.TextTokenizer;
import org.attune.tokenizer.template.ChatTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The template of a model, and the one for conversations with tools where it has two.
 *
 * @param text the first one as it is written, for a saved model and for the run's identity
 * @param toolText the second one; null where the first serves tools too
 */
public record ModelTemplates(
        String text,
        @Nullable String toolText,
        ChatTemplate template,
        @Nullable ChatTemplate forTools) {

    /** @param where for messages, usually the file */
    public static ModelTemplates of(String text, @Nullable String toolText, String where) {
        return new ModelTemplates(
                text,
                toolText,
                ChatTemplate.parse(text, where),
                toolText == null ? null : ChatTemplate.parse(toolText, where + " (tool_use)"));
    }

    /**
     * The template of a model directory: chat_template.jinja, or chat_template in tokenizer_config.json (one, or a list
     * with {@code default} and {@code tool_use}), or in chat_template.json; null where there is none.
     */
    public static @Nullable ModelTemplates find(Path directory) {
        return TemplateFiles.find(directory);
    }

    /**
     * The template that a recipe names: {@code chatml}, {@code instruction} or a file.
     *
     * @param where the key of the recipe
     */
    public static ModelTemplates named(String name, TextTokenizer tokenizer, String where) {
        BuiltInTemplate builtIn = BuiltInTemplate.of(name).orElse(null);
        if (builtIn != null) {
            return of(builtIn.text(tokenizer), null, "template: " + name);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            String known = Arrays.stream(BuiltInTemplate.values())
                    .map(BuiltInTemplate::key)
                    .collect(Collectors.joining(", "));
            throw new InputException(
                    "chat.template-missing",
                    where,
                    "no file " + Problem.quote(name),
                    "a template is a file or one of " + known,
                    "give the path of a Jinja template");
        }
        return of(TemplateFiles.read(file), null, name);
    }

    ChatTemplate of(Conversation conversation) {
        return forTools != null && !conversation.tools().isEmpty() ? forTools : template;
    }
}
