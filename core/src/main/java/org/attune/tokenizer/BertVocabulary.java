// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.tokenizer.OlderFile.Slot;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A BERT vocabulary (vocab.txt, one word piece per line) as a tokenizer.json. */
final class BertVocabulary {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<Role> ROLES = List.of(Role.PAD, Role.UNK, Role.CLS, Role.SEP, Role.MASK);

    private BertVocabulary() {}

    static byte[] tokenizerJson(ModelFiles files) {
        Map<String, Integer> ids = read(OlderFile.text(files, "vocab.txt"));
        JsonNode config = files.json(ModelFiles.CONFIG);
        Map<Role, String> special = special(files, ids);
        ObjectNode root = OlderFile.root();
        root.set("added_tokens", OlderFile.added(special, ids, false));
        root.set("normalizer", normalizer(config));
        root.set("pre_tokenizer", NODES.objectNode().put("type", "BertPreTokenizer"));
        Slot cls = Slot.token(special.getOrDefault(Role.CLS, ""), 0);
        String sep = special.getOrDefault(Role.SEP, "");
        List<Slot> single = List.of(cls, Slot.text("A", 0), Slot.token(sep, 0));
        List<Slot> pair = List.of(cls, Slot.text("A", 0), Slot.token(sep, 0), Slot.text("B", 1), Slot.token(sep, 1));
        root.set("post_processor", OlderFile.template(single, pair, ids));
        root.set(
                "decoder",
                NODES.objectNode().put("type", "WordPiece").put("prefix", "##").put("cleanup", true));
        ObjectNode model = NODES.objectNode()
                .put("type", "WordPiece")
                .put("unk_token", special.get(Role.UNK))
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", 100);
        ObjectNode vocabulary = NODES.objectNode();
        ids.forEach(vocabulary::put);
        root.set("model", model.set("vocab", vocabulary));
        return TokenizerJson.mapper().writeValueAsBytes(root);
    }

    /** A line's number is its piece's id; of a piece that stands twice the last, as transformers reads it. */
    private static Map<String, Integer> read(String text) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        int last = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        for (int i = 0; i < last; i++) {
            ids.put(lines[i], i);
        }
        return ids;
    }

    private static Map<Role, String> special(ModelFiles files, Map<String, Integer> ids) {
        Map<Role, String> special = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Role role : ROLES) {
            String usual = "[" + role.name() + "]";
            String token = OlderFile.configured(files, role, usual);
            special.put(role, token);
            if (!ids.containsKey(token) && role != Role.MASK && role != Role.PAD) {
                missing.add(token);
            }
        }
        if (!missing.isEmpty()) {
            throw new InputException(
                    "tokenizer.not-bert",
                    files.where("vocab.txt"),
                    "no " + String.join(", ", missing),
                    "vocab.txt is read for models of BERT's kind, whose special tokens stand in it",
                    "save the tokenizer with transformers, which writes tokenizer.json");
        }
        special.values().removeIf(token -> !ids.containsKey(token));
        return special;
    }

    private static ObjectNode normalizer(JsonNode config) {
        ObjectNode normalizer = NODES.objectNode()
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put(
                        "handle_chinese_chars",
                        config.path("tokenize_chinese_chars").asBoolean(true));
        JsonNode accents = config.path("strip_accents");
        normalizer.set("strip_accents", accents.isBoolean() ? accents : NODES.nullNode());
        return normalizer.put("lowercase", config.path("do_lower_case").asBoolean(true));
    }
}
