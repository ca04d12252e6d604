// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokenizer.json that the native side gets: the same tokenizer for plain text, in which no text is a special token.
 * Every special token gets a random name wherever it stands, so that all ids stay and nothing in a row can match; text in
 * which special tokens count is written with those names ({@link Markup}). Templates, truncation and padding are taken
 * out, because they are ours.
 */
final class ContentJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SecretNames names;

    private ContentJson(SecretNames names) {
        this.names = names;
    }

    /** @param root a tree that {@link TokenizerRules} found sound; it is not changed */
    static String of(JsonNode root, Settings settings, SecretNames names) {
        ContentJson content = new ContentJson(names);
        ObjectNode json = NODES.objectNode();
        json.put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        json.set("added_tokens", content.added(root));
        json.set("normalizer", orNull(settings.normalizer(root.path("normalizer"))));
        json.set("pre_tokenizer", orNull(settings.prefixed(root.path("pre_tokenizer"))));
        json.set("post_processor", trimming(root.path("post_processor"), settings));
        json.set("decoder", orNull(root.path("decoder")));
        NormalizedTokens.check(json);
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

    /**
     * A token that is looked for in the normalized text keeps that flag, unless the normalizer can rewrite any letter: what
     * would be left of a name could match anything.
     */
    private ArrayNode added(JsonNode root) {
        boolean rewritten = !root.path("normalizer").findValues("Regex").isEmpty();
        ArrayNode changed = NODES.arrayNode();
        Set<String> listed = new HashSet<>();
        for (JsonNode token : root.path("added_tokens")) {
            ObjectNode copy = ((ObjectNode) token).deepCopy();
            String content = token.path("content").asString("");
            if (names.has(content)) {
                listed.add(content);
                copy.put("content", names.of(content));
                copy.put("normalized", !rewritten && token.path("normalized").asBoolean(false));
            }
            changed.add(copy);
        }
        addUnlisted(root, listed, changed);
        return changed;
    }

    /** Special tokens that a role or the template names and the file does not list, as transformers adds them. */
    private void addUnlisted(JsonNode root, Set<String> listed, ArrayNode changed) {
        Vocabulary.ofModel(root.path("model")).forEach((token, id) -> {
            if (names.has(token) && !listed.contains(token)) {
                changed.add(OlderFile.addedToken(names.of(token), id, true));
            }
        });
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
                        case "unk_token" -> value.isString() ? NODES.stringNode(names.of(value.stringValue())) : value;
                        default -> value;
                    });
        }
        return changed;
    }

    private ObjectNode ids(JsonNode vocabulary) {
        ObjectNode changed = NODES.objectNode();
        vocabulary.properties().forEach(entry -> changed.set(names.of(entry.getKey()), entry.getValue()));
        return changed;
    }

    private ArrayNode scores(JsonNode vocabulary) {
        ArrayNode changed = NODES.arrayNode();
        for (JsonNode entry : vocabulary) {
            String piece = entry.path(0).stringValue();
            changed.add(
                    names.has(piece) ? NODES.arrayNode().add(names.of(piece)).add(entry.path(1)) : entry);
        }
        return changed;
    }

    /** Without those that would put a special token together out of pieces. */
    private ArrayNode merges(JsonNode merges, String prefix) {
        ArrayNode changed = NODES.arrayNode();
        for (JsonNode merge : merges) {
            String[] pair = Merge.of(merge);
            if (!names.has(pair[0])
                    && !names.has(pair[1])
                    && !names.has(pair[0] + pair[1].substring(prefix.length()))) {
                changed.add(merge);
            }
        }
        return changed;
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
