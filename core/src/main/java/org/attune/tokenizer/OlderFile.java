// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the formats before tokenizer.json have in common. */
final class OlderFile {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OlderFile() {}

    static String text(ModelFiles files, String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(files.bytes(name)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InputException(
                    "tokenizer.unreadable",
                    files.directory().resolve(name).toString(),
                    "bytes that are no UTF-8",
                    "the file is UTF-8",
                    "get the file again from where the model came from");
        }
    }

    /** A tokenizer.json without its parts. */
    static ObjectNode root() {
        return NODES.objectNode().put("version", "1.0").putNull("truncation").putNull("padding");
    }

    /** The token of a role as the configuration files name it. */
    static String configured(ModelFiles files, Role role, String usual) {
        for (String file : new String[] {ModelFiles.CONFIG, ModelFiles.SPECIAL}) {
            JsonNode value = files.json(file).path(role.key());
            String text = value.isObject() ? value.path("content").asString("") : value.asString("");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return usual;
    }

    /** @param maskTakesSpace RoBERTa's mask swallows the space before it */
    static ArrayNode added(Map<Role, String> special, Map<String, Integer> ids, boolean maskTakesSpace) {
        String mask = special.getOrDefault(Role.MASK, "");
        ArrayNode added = NODES.arrayNode();
        special.values().stream()
                .distinct()
                .sorted(Comparator.comparing(ids::get))
                .forEach(token -> added.addObject()
                        .put("id", ids.get(token))
                        .put("content", token)
                        .put("single_word", false)
                        .put("lstrip", maskTakesSpace && token.equals(mask))
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", true));
        return added;
    }
}
