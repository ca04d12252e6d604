// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokenizer.json that the native side gets: the same tokenizer for plain text, in which no text is a special token.
 * Every special token gets a random name wherever it stands, so that all ids stay and nothing in a row can match;
 * templates, truncation and padding are taken out, because they are ours.
 */
final class ContentJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, String> renamed = new HashMap<>();

    private ContentJson(Set<String> special) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String secret = "\uE0A7" + HexFormat.of().formatHex(random);
        for (String token : special) {
            renamed.put(token, secret + renamed.size());
        }
    }

    /** @param root a tree that {@link TokenizerRules} found sound; it is not changed */
    static String of(JsonNode root, Settings settings, Set<String> special) {
        ContentJson content = new ContentJson(special);
        ObjectNode json = NODES.objectNode();
        json.put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        json.set("added_tokens", content.added(root.path("added_tokens")));
        json.set("normalizer", orNull(settings.normalizer(root.path("normalizer"))));
        json.set("pre_tokenizer", orNull(settings.prefixed(root.path("pre_tokenizer"))));
        json.set("post_processor", trimming(root.path("post_processor"), settings));
        json.set("decoder", orNull(root.path("decoder")));
        json.set("model", content.model(root.path("model")));
        String text = TokenizerJson.mapper().writeValueAsString(json);
        if (!Unicode.isWellFormed(text)) {
            throw new InputException(
                    "tokenizer.invalid",
                    TokenizerJson.NAME,
                    "half of a surrogate pair",
                    "text without half of a surrogate pair",
                    "get the file again from where the model came from");
        }
        return text;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? NODES.nullNode() : node;
    }

    private ArrayNode added(JsonNode tokens) {
        ArrayNode changed = NODES.arrayNode();
        for (JsonNode token : tokens) {
            ObjectNode copy = ((ObjectNode) token).deepCopy();
            String name = renamed.get(token.path("content").asString(""));
            if (name != null) {
                copy.put("content", name);
                copy.put("normalized", false);
                copy.put("lstrip", false);
                copy.put("rstrip", false);
            }
            changed.add(copy);
        }
        return changed;
    }

    private ObjectNode model(JsonNode model) {
        ObjectNode changed = NODES.objectNode();
        changed.put("type", TokenizerRules.modelType(model));
        for (Map.Entry<String, JsonNode> entry : model.properties()) {
            JsonNode value = entry.getValue();
            changed.set(
                    entry.getKey(),
                    switch (entry.getKey()) {
                        case "vocab" -> value.isArray() ? scores(value) : ids(value);
                        case "merges" ->
                            merges(
                                    value,
                                    model.path("continuing_subword_prefix").asString(""));
                        case "unk_token" -> value.isString() ? NODES.stringNode(name(value.stringValue())) : value;
                        default -> value;
                    });
        }
        return changed;
    }

    private ObjectNode ids(JsonNode vocabulary) {
        ObjectNode changed = NODES.objectNode();
        vocabulary.properties().forEach(entry -> changed.set(name(entry.getKey()), entry.getValue()));
        return changed;
    }

    private ArrayNode scores(JsonNode vocabulary) {
        ArrayNode changed = NODES.arrayNode();
        for (JsonNode entry : vocabulary) {
            String piece = entry.path(0).stringValue();
            changed.add(
                    renamed.containsKey(piece)
                            ? NODES.arrayNode().add(name(piece)).add(entry.path(1))
                            : entry);
        }
        return changed;
    }

    /** Without those that would put a special token together out of pieces. */
    private ArrayNode merges(JsonNode merges, String prefix) {
        ArrayNode changed = NODES.arrayNode();
        for (JsonNode merge : merges) {
            String[] pair = Merge.of(merge);
            if (!renamed.containsKey(pair[0])
                    && !renamed.containsKey(pair[1])
                    && !renamed.containsKey(pair[0] + pair[1].substring(prefix.length()))) {
                changed.add(merge);
            }
        }
        return changed;
    }

    private String name(String token) {
        return renamed.getOrDefault(token, token);
    }

    /** What a post-processor does to offsets; what it adds is in {@link Template}. */
    private static JsonNode trimming(JsonNode processor, Settings settings) {
        switch (processor.path("type").asString("")) {
            case "ByteLevel", "RobertaProcessing" -> {
                JsonNode changed = settings.prefixed(processor);
                return NODES.objectNode()
                        .put("type", "ByteLevel")
                        .put(
                                "add_prefix_space",
                                changed.path("add_prefix_space").asBoolean(true))
                        .put("trim_offsets", changed.path("trim_offsets").asBoolean(true))
                        .put("use_regex", true);
            }
            case "Sequence" -> {
                for (JsonNode inner : processor.path("processors")) {
                    JsonNode kept = trimming(inner, settings);
                    if (kept.isObject()) {
                        return kept;
                    }
                }
                return NODES.nullNode();
            }
            default -> {
                return NODES.nullNode();
            }
        }
    }
}
