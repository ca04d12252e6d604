// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What tokenizer_config.json overrides in tokenizer.json, as transformers does it, where the key is there. Defaults of
 * transformers' tokenizer classes are not applied: without the key tokenizer.json holds.
 */
record Settings(JsonNode config) {

    static Settings none() {
        return new Settings(TokenizerJson.mapper().createObjectNode());
    }

    /** The normalizer with the overrides that belong to it; the same tree where none does. */
    JsonNode normalizer(JsonNode normalizer) {
        if (!normalizer.path("type").asString("").equals("BertNormalizer")) {
            return normalizer;
        }
        ObjectNode changed = ((ObjectNode) normalizer).deepCopy();
        override(changed, "lowercase", "do_lower_case", false);
        override(changed, "strip_accents", "strip_accents", true);
        override(changed, "handle_chinese_chars", "tokenize_chinese_chars", false);
        return changed;
    }

    /** A pre-tokenizer or post-processor with the override of add_prefix_space. */
    JsonNode prefixed(JsonNode component) {
        if (!isByteLevel(component)) {
            return component;
        }
        ObjectNode changed = ((ObjectNode) component).deepCopy();
        override(changed, "add_prefix_space", "add_prefix_space", false);
        return changed;
    }

    /** These settings with add_prefix_space on, as transformers asks for before it takes pre-split words. */
    Settings withPrefixSpace() {
        ObjectNode changed = ((ObjectNode) config).deepCopy();
        changed.put("add_prefix_space", true);
        return new Settings(changed);
    }

    /**
     * Whether pre-split words need {@link #withPrefixSpace}: transformers refuses them without it for RoBERTa's and GPT-2's
     * tokenizers, known by their post-processors; ModernBERT's takes them as they are.
     */
    boolean wordsNeedPrefix(JsonNode root) {
        JsonNode preTokenizer = root.path("pre_tokenizer");
        return isByteLevel(preTokenizer)
                && isByteLevel(root.path("post_processor"))
                && !prefixed(preTokenizer).path("add_prefix_space").asBoolean(true);
    }

    /** Identity of what is overridden. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (String key :
                new String[] {"do_lower_case", "strip_accents", "tokenize_chinese_chars", "add_prefix_space"}) {
            text.append(key).append('=').append(config.path(key)).append('\n');
        }
        return text.toString();
    }

    private static boolean isByteLevel(JsonNode component) {
        String type = component.path("type").asString("");
        return type.equals("ByteLevel") || type.equals("RobertaProcessing");
    }

    private void override(ObjectNode component, String key, String setting, boolean mayBeNull) {
        JsonNode value = config.path(setting);
        if (value.isBoolean() || (mayBeNull && value.isNull())) {
            component.set(key, value);
        }
    }
}
