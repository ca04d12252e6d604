// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.Map;
import org.attune.config.NewTokens;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds tokens to a tokenizer's files as {@code add_tokens} of the tokenizers library does. */
final class GrownVocabulary {

    private static final String ADDED = "added_tokens";
    private static final String DECODER = "added_tokens_decoder";

    private final ObjectNode root;
    private final ObjectNode config;
    private final Map<String, Integer> model;
    private int next;

    private GrownVocabulary(ModelFiles files, byte[] json) {
        root = (ObjectNode) TokenizerJson.parse(json, files.where(TokenizerJson.NAME));
        config = (ObjectNode) files.json(ModelFiles.CONFIG);
        model = Vocabulary.ofModel(root.path("model"));
        next = model.size();
        root.path(ADDED).forEach(token -> next = Math.max(next, token.path("id").asInt() + 1));
    }

    /** @param json tokenizer.json as it is, or as it was made */
    static ModelFiles of(ModelFiles files, byte[] json, NewTokens tokens) {
        GrownVocabulary grown = new GrownVocabulary(files, json);
        tokens.plain().forEach(token -> grown.add(token, false));
        tokens.special().forEach(token -> grown.add(token, true));
        ModelFiles changed =
                files.with(TokenizerJson.NAME, TokenizerJson.mapper().writeValueAsBytes(grown.root));
        return grown.config.has(DECODER)
                ? changed.with(ModelFiles.CONFIG, TokenizerJson.mapper().writeValueAsBytes(grown.config))
                : changed;
    }

    private void add(String content, boolean special) {
        ArrayNode added = root.withArray(ADDED);
        for (var token : added) {
            if (token.path("content").asString("").equals(content)) {
                ((ObjectNode) token)
                        .put("special", special || token.path("special").asBoolean(false));
                return;
            }
        }
        Integer own = model.get(content);
        int id = own == null ? next++ : own;
        ObjectNode token = OlderFile.addedToken(content, id, special);
        added.add(token);
        if (config.path(DECODER).isObject()) {
            ObjectNode configured = token.deepCopy();
            configured.remove("id");
            config.withObject(DECODER).set(String.valueOf(id), configured);
        }
    }
}
