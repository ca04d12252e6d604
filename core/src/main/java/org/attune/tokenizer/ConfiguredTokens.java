// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.Map;
import java.util.TreeMap;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The added tokens of a directory without tokenizer.json: {@code added_tokens_decoder} of tokenizer_config.json, by id. */
final class ConfiguredTokens {

    private static final String DECODER = "added_tokens_decoder";
    private static final String[] FLAGS = {"single_word", "lstrip", "rstrip", "normalized", "special"};

    private final Map<Integer, ObjectNode> tokens = new TreeMap<>();

    static ConfiguredTokens of(ModelFiles files) {
        ConfiguredTokens configured = new ConfiguredTokens();
        for (Map.Entry<String, JsonNode> entry :
                files.json(ModelFiles.CONFIG).path(DECODER).properties()) {
            configured.add(id(entry.getKey(), files), entry.getValue());
        }
        return configured;
    }

    private static int id(String text, ModelFiles files) {
        if (!text.matches("[0-9]{1,7}")) {
            throw new InputException(
                    "tokenizer.invalid",
                    files.where(ModelFiles.CONFIG) + " at " + DECODER,
                    Problem.quote(text),
                    "the id of each added token, a whole number from 0 to " + VocabularyRule.LARGEST_ID,
                    "get the file again from where the model came from");
        }
        return Integer.parseInt(text);
    }

    private void add(int id, JsonNode token) {
        ObjectNode added = OlderFile.addedToken("", id, false);
        added.set("content", token.path("content"));
        for (String flag : FLAGS) {
            if (token.has(flag)) {
                added.set(flag, token.path(flag));
            }
        }
        tokens.put(id, added);
    }

    /** What is not there yet; a token that is listed keeps its flags, and is special from now on if this one is. */
    void add(ObjectNode token) {
        int id = token.path("id").asInt();
        ObjectNode listed = tokens.get(id);
        if (listed == null) {
            tokens.put(id, token);
        } else if (token.path("special").asBoolean(false)) {
            listed.put("special", true);
        }
    }

    /** Their ids by their texts. */
    Map<String, Integer> ids() {
        Map<String, Integer> ids = new TreeMap<>();
        tokens.forEach((id, token) -> ids.put(token.path("content").asString(""), id));
        return ids;
    }

    /** Whether all tokens of an added_tokens.json are here, with the same ids. */
    boolean cover(JsonNode added) {
        Map<String, Integer> ids = ids();
        return added.properties().stream()
                .allMatch(entry -> entry.getValue().asInt(-1) == ids.getOrDefault(entry.getKey(), -2));
    }

    ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        tokens.values().forEach(array::add);
        return array;
    }
}
