// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.MergesKind.Placed;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A byte-level BPE vocabulary (vocab.json and merges.txt) of RoBERTa's, GPT-2's or Qwen's kind as a tokenizer.json. */
final class MergesVocabulary {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MergesVocabulary() {}

    static byte[] tokenizerJson(ModelFiles files) {
        JsonNode vocabulary = files.json("vocab.json");
        Map<String, Integer> ids = Vocabulary.ofModel(NODES.objectNode().set("vocab", vocabulary));
        MergesKind kind = MergesKind.of(files, ids);
        ConfiguredTokens added = added(files, kind, ids);
        Map<String, Integer> all = new HashMap<>(ids);
        all.putAll(added.ids());
        Map<Role, String> special = OlderFile.special(files, kind.usual(), all);
        if (kind == MergesKind.ROBERTA) {
            requireAround(special, files);
        }
        ObjectNode root = OlderFile.root();
        root.set("added_tokens", added.json());
        kind.parts(root, new Placed(special, all, files.json(ModelFiles.CONFIG)));
        ObjectNode model = NODES.objectNode()
                .put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .put("continuing_subword_prefix", "")
                .put("end_of_word_suffix", "")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        model.set("vocab", vocabulary);
        root.set("model", model.set("merges", merges(OlderFile.text(files, "merges.txt"))));
        return TokenizerJson.mapper().writeValueAsBytes(root);
    }

    /** Qwen's special tokens are in no vocab.json: where nothing configures them, the usual one gets the next id. */
    private static ConfiguredTokens added(ModelFiles files, MergesKind kind, Map<String, Integer> ids) {
        ConfiguredTokens added = ConfiguredTokens.of(files);
        Map<String, Integer> all = new LinkedHashMap<>(ids);
        all.putAll(added.ids());
        if (kind == MergesKind.QWEN && added.ids().isEmpty()) {
            all.putIfAbsent(OlderFile.configured(files, Role.EOS, MergesKind.END), ids.size());
        }
        ArrayNode special =
                OlderFile.added(OlderFile.special(files, kind.usual(), all), all, kind == MergesKind.ROBERTA);
        special.forEach(token -> added.add((ObjectNode) token));
        return added;
    }

    private static void requireAround(Map<Role, String> special, ModelFiles files) {
        for (Role role : new Role[] {Role.CLS, Role.SEP}) {
            if (!special.containsKey(role)) {
                String token = OlderFile.configured(
                        files, role, MergesKind.ROBERTA.usual().getOrDefault(role, ""));
                throw new InputException(
                        "tokenizer.not-roberta",
                        files.where("vocab.json"),
                        "no " + Problem.quote(token),
                        "the vocabulary holds the tokens that stand around a text",
                        "save the tokenizer with transformers, which writes tokenizer.json");
            }
        }
    }

    private static ArrayNode merges(String text) {
        ArrayNode merges = NODES.arrayNode();
        String[] lines = text.replace("\r\n", "\n").split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (!(i == 0 && lines[i].startsWith("#version")) && !lines[i].isEmpty()) {
                merges.add(lines[i]);
            }
        }
        return merges;
    }
}
