// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * All tokens of a tokenizer by id: the model's, then the added ones.
 *
 * @param ids every token's id
 * @param added the added tokens, and whether each is special
 */
record Vocabulary(Map<String, Integer> ids, Map<String, Boolean> added) {

    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

    /** Of a tree that {@link TokenizerRules} found sound. */
    static Vocabulary of(JsonNode root) {
        Map<String, Integer> ids = ofModel(root.path("model"));
        Map<String, Boolean> added = new LinkedHashMap<>();
        for (JsonNode token : root.path("added_tokens")) {
            String content = token.path("content").asString("");
            ids.put(content, token.path("id").asInt());
            added.put(content, token.path("special").asBoolean(false));
        }
        return new Vocabulary(ids, added);
    }

    /** The model's own tokens; entries that are not of the right kind are left out. */
    static Map<String, Integer> ofModel(JsonNode model) {
        JsonNode vocabulary = model.path("vocab");
        Map<String, Integer> ids = new HashMap<>();
        if (vocabulary.isArray()) {
            for (int i = 0; i < vocabulary.size(); i++) {
                ids.put(vocabulary.path(i).path(0).asString(""), i);
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
                if (entry.getValue().canConvertToInt()) {
                    ids.put(entry.getKey(), entry.getValue().intValue());
                }
            }
        }
        return ids;
    }

    OptionalInt id(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** One more than the largest id: the rows that an embedding table needs. */
    int size() {
        return ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    /** All ids that are a token's. */
    BitSet known() {
        BitSet known = new BitSet();
        ids.values().forEach(known::set);
        return known;
    }

    /** Ids that a decoder reads as one byte each; none where it has no part that does. */
    BitSet bytes(JsonNode decoder) {
        BitSet bytes = new BitSet();
        if (decoder.findValuesAsString("type").contains("ByteFallback")) {
            ids.forEach((token, id) -> {
                if (BYTE.matcher(token).matches()) {
                    bytes.set(id);
                }
            });
        }
        return bytes;
    }

    boolean isSpecial(String token) {
        return added.getOrDefault(token, false);
    }
}
