// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attune.tokenizer.SpecialTokens.Role;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What of a model decides over the tokens of a conversation.
 *
 * @param templates null for a model without a chat template
 * @param endTokens ids that end a generation
 */
public record ChatModel(TextTokenizer tokenizer, @Nullable ModelTemplates templates, Set<Integer> endTokens) {

    public ChatModel {
        endTokens = Set.copyOf(endTokens);
    }

    /** A model directory: its template, and the end tokens of generation_config.json and of the tokenizer. */
    public static ChatModel of(TextTokenizer tokenizer, Path directory) {
        return new ChatModel(tokenizer, ModelTemplates.find(directory), endTokens(tokenizer, directory));
    }

    private static Set<Integer> endTokens(TextTokenizer tokenizer, Path directory) {
        Set<Integer> ids = new HashSet<>();
        tokenizer.special().id(Role.EOS).ifPresent(ids::add);
        JsonNode named =
                TemplateFiles.json(directory.resolve("generation_config.json")).path("eos_token_id");
        if (named.isInt()) {
            ids.add(named.intValue());
        }
        for (JsonNode id : named) {
            ids.add(id.asInt());
        }
        return ids;
    }

    /** With another template, as a recipe may name one. */
    public ChatModel with(@Nullable ModelTemplates other) {
        return new ChatModel(tokenizer, other, endTokens);
    }

    /** {@code bos_token} and the other special tokens by the names that templates use. */
    Map<String, Object> tokenNames() {
        Map<String, Object> names = new HashMap<>();
        tokenizer
                .special()
                .texts()
                .forEach((role, text) -> names.put(role.name().toLowerCase(Locale.ROOT) + "_token", text));
        return names;
    }
}
