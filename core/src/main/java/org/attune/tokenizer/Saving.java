// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The files of a saved tokenizer. */
final class Saving {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Saving() {}

    static String sha256(byte[] json, Settings settings, SpecialTokens special) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(json);
            digest.update(settings.describe().getBytes(StandardCharsets.UTF_8));
            digest.update(special.ids().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Files that were there are written as they were; tokenizer_config.json is made only where there was none. */
    static void write(Path directory, ModelFiles files, byte[] json, SpecialTokens special, Template template) {
        files.writeTo(directory);
        if (!files.has(TokenizerJson.NAME)) {
            ModelFiles.write(directory.resolve(TokenizerJson.NAME), json);
        }
        if (files.has(ModelFiles.CONFIG)) {
            return;
        }
        ModelFiles.write(directory.resolve(ModelFiles.CONFIG), pretty(config(special, template)));
        if (!files.has(ModelFiles.SPECIAL)) {
            ModelFiles.write(directory.resolve(ModelFiles.SPECIAL), pretty(tokens(special)));
        }
    }

    private static ObjectNode config(SpecialTokens special, Template template) {
        ObjectNode config = tokens(special);
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("clean_up_tokenization_spaces", false);
        // a tokenizer that adds nothing around a pair is a decoder's: transformers' GPT-2 would add a word's vector per
        // type
        boolean segments = template.added(true) > 0 && template.pair().stream().anyMatch(part -> part.type() != 0);
        var names = config.putArray("model_input_names").add("input_ids");
        if (segments) {
            names.add("token_type_ids");
        }
        names.add("attention_mask");
        return config;
    }

    private static ObjectNode tokens(SpecialTokens special) {
        ObjectNode tokens = NODES.objectNode();
        for (Role role : Role.values()) {
            String text = special.texts().get(role);
            if (text != null) {
                tokens.put(role.key(), text);
            }
        }
        return tokens;
    }

    private static byte[] pretty(JsonNode node) {
        return TokenizerJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }
}
