// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
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
                    files.where(name),
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

    /** A setting; the usual one where it is null, absent or of another kind. */
    static boolean flag(JsonNode config, String key, boolean usual) {
        JsonNode value = config.path(key);
        return value.isBoolean() ? value.booleanValue() : usual;
    }

    /**
     * The token of each role, where the vocabulary has it, as configured or as usual.
     *
     * @param ids all tokens, those that were added too
     */
    static Map<Role, String> special(ModelFiles files, Map<Role, String> usual, Map<String, Integer> ids) {
        Map<Role, String> special = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            String token = configured(files, role, usual.getOrDefault(role, ""));
            if (ids.containsKey(token)) {
                special.put(role, token);
            }
        }
        return special;
    }

    /** @param maskTakesSpace RoBERTa's mask swallows the space before it */
    static ArrayNode added(Map<Role, String> special, Map<String, Integer> ids, boolean maskTakesSpace) {
        String mask = special.getOrDefault(Role.MASK, "");
        ArrayNode added = NODES.arrayNode();
        special.values().stream()
                .distinct()
                .sorted(Comparator.comparing(ids::get))
                .forEach(token -> added.add(addedToken(token, ids.getOrDefault(token, -1), true)
                        .put("lstrip", maskTakesSpace && token.equals(mask))));
        return added;
    }

    /** A place in a template: the first or second text, or a special token. */
    record Slot(String kind, String id, int type) {

        static Slot text(String id, int type) {
            return new Slot("Sequence", id, type);
        }

        static Slot token(String id, int type) {
            return new Slot("SpecialToken", id, type);
        }
    }

    /** A TemplateProcessing post-processor. */
    static ObjectNode template(List<Slot> single, List<Slot> pair, Map<String, Integer> ids) {
        ObjectNode template = NODES.objectNode().put("type", "TemplateProcessing");
        template.set("single", slots(single));
        template.set("pair", slots(pair));
        ObjectNode tokens = template.putObject("special_tokens");
        for (Slot slot : pair) {
            if (slot.kind().equals("SpecialToken")) {
                ObjectNode entry = tokens.putObject(slot.id()).put("id", slot.id());
                entry.putArray("ids").add(ids.get(slot.id()));
                entry.putArray("tokens").add(slot.id());
            }
        }
        return template;
    }

    private static ArrayNode slots(List<Slot> slots) {
        ArrayNode array = NODES.arrayNode();
        slots.forEach(slot ->
                array.addObject().putObject(slot.kind()).put("id", slot.id()).put("type_id", slot.type()));
        return array;
    }

    /** An entry of added_tokens. */
    static ObjectNode addedToken(String content, int id, boolean special) {
        return NODES.objectNode()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
    }
}
