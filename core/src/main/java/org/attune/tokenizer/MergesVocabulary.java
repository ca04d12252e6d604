// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A byte-level BPE vocabulary (vocab.json and merges.txt) of RoBERTa's or GPT-2's kind as a tokenizer.json. */
final class MergesVocabulary {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> LIKE_ROBERTA = Set.of("roberta", "bart", "longformer");
    private static final Map<Role, String> ROBERTA = Map.of(
            Role.BOS, "<s>",
            Role.EOS, "</s>",
            Role.CLS, "<s>",
            Role.SEP, "</s>",
            Role.UNK, "<unk>",
            Role.PAD, "<pad>",
            Role.MASK, "<mask>");
    private static final String END = "<|endoftext|>";
    private static final Map<Role, String> GPT2 = Map.of(Role.BOS, END, Role.EOS, END, Role.UNK, END);

    private MergesVocabulary() {}

    static byte[] tokenizerJson(ModelFiles files) {
        JsonNode vocabulary = files.json("vocab.json");
        Map<String, Integer> ids = Vocabulary.ofModel(NODES.objectNode().set("vocab", vocabulary));
        boolean roberta = isLikeRoberta(files, ids);
        Map<Role, String> special = special(files, ids, roberta ? ROBERTA : GPT2);
        boolean prefix = files.json(ModelFiles.CONFIG).path("add_prefix_space").asBoolean(false);
        ObjectNode root = OlderFile.root();
        root.set("added_tokens", OlderFile.added(special, ids, roberta));
        root.putNull("normalizer");
        root.set("pre_tokenizer", byteLevel(prefix, true));
        root.set("post_processor", roberta ? roberta(special, ids, prefix) : byteLevel(prefix, false));
        root.set("decoder", byteLevel(true, true));
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

    private static boolean isLikeRoberta(ModelFiles files, Map<String, Integer> ids) {
        String family = files.family().toLowerCase(Locale.ROOT);
        if (LIKE_ROBERTA.contains(family) || (family.isEmpty() && ids.containsKey("<s>") && ids.containsKey("</s>"))) {
            return true;
        }
        if (!family.equals("gpt2") && !(family.isEmpty() && ids.containsKey(END))) {
            throw new InputException(
                    "tokenizer.not-roberta",
                    files.where("vocab.json"),
                    family.isEmpty()
                            ? "a vocabulary of an unknown kind"
                            : "a tokenizer of the kind " + Problem.quote(family),
                    "vocab.json and merges.txt are read for models of the kinds roberta, bart, longformer and gpt2",
                    "save the tokenizer with transformers, which writes tokenizer.json");
        }
        return false;
    }

    private static Map<Role, String> special(ModelFiles files, Map<String, Integer> ids, Map<Role, String> usual) {
        Map<Role, String> special = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            String token = OlderFile.configured(files, role, usual.getOrDefault(role, ""));
            if (ids.containsKey(token)) {
                special.put(role, token);
            } else if (usual.equals(ROBERTA) && (role == Role.CLS || role == Role.SEP)) {
                throw new InputException(
                        "tokenizer.not-roberta",
                        files.where("vocab.json"),
                        "no " + Problem.quote(token),
                        "the vocabulary holds the tokens that stand around a text",
                        "save the tokenizer with transformers, which writes tokenizer.json");
            }
        }
        return special;
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

    private static ObjectNode byteLevel(boolean prefix, boolean trim) {
        return NODES.objectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", prefix)
                .put("trim_offsets", trim)
                .put("use_regex", true);
    }

    private static ObjectNode roberta(Map<Role, String> special, Map<String, Integer> ids, boolean prefix) {
        ObjectNode processor = NODES.objectNode().put("type", "RobertaProcessing");
        for (Role role : new Role[] {Role.SEP, Role.CLS}) {
            String token = special.getOrDefault(role, "");
            processor.putArray(role.name().toLowerCase(Locale.ROOT)).add(token).add(ids.getOrDefault(token, -1));
        }
        return processor.put("trim_offsets", true).put("add_prefix_space", prefix);
    }
}
