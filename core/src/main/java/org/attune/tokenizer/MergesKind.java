// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.OlderFile.Slot;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands around a byte-level BPE model: the families that publish vocab.json and merges.txt. */
enum MergesKind {
    ROBERTA,
    GPT2,
    QWEN;

    /** Every special token of the vocabulary by role, all ids, and the tokenizer's configuration. */
    record Placed(Map<Role, String> special, Map<String, Integer> ids, JsonNode config) {}

    static final String END = "<|endoftext|>";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> LIKE_ROBERTA = Set.of("roberta", "bart", "longformer");

    /** How Qwen 2, 2.5 and 3 cut a text into words; digits stand alone. */
    private static final String QWEN_WORDS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final Map<Role, String> ROBERTA_TOKENS = Map.of(
            Role.BOS, "<s>",
            Role.EOS, "</s>",
            Role.CLS, "<s>",
            Role.SEP, "</s>",
            Role.UNK, "<unk>",
            Role.PAD, "<pad>",
            Role.MASK, "<mask>");

    /** Tokens by role where no file names them. */
    Map<Role, String> usual() {
        return switch (this) {
            case ROBERTA -> ROBERTA_TOKENS;
            case GPT2 -> Map.of(Role.BOS, END, Role.EOS, END, Role.UNK, END);
            case QWEN -> Map.of(Role.EOS, END, Role.PAD, END, Role.UNK, END);
        };
    }

    /** By the family that the configuration names, otherwise by the special tokens of the vocabulary. */
    static MergesKind of(ModelFiles files, Map<String, Integer> ids) {
        String family = files.family().toLowerCase(Locale.ROOT);
        if (LIKE_ROBERTA.contains(family) || (family.isEmpty() && ids.containsKey("<s>") && ids.containsKey("</s>"))) {
            return ROBERTA;
        } else if (family.equals("gpt2") || (family.isEmpty() && ids.containsKey(END))) {
            return GPT2;
        } else if (family.startsWith("qwen2") || family.startsWith("qwen3")) {
            return QWEN;
        }
        throw new InputException(
                "tokenizer.not-roberta",
                files.where("vocab.json"),
                family.isEmpty()
                        ? "a vocabulary of an unknown kind"
                        : "a tokenizer of the kind " + Problem.quote(family),
                "vocab.json and merges.txt are read for models of the kinds roberta, bart, longformer, gpt2, qwen2 and qwen3",
                "save the tokenizer with transformers, which writes tokenizer.json");
    }

    /** Puts normalizer, pre-tokenizer, post-processor and decoder into a tokenizer.json. */
    void parts(ObjectNode root, Placed placed) {
        boolean prefix = OlderFile.flag(placed.config(), "add_prefix_space", false);
        root.putNull("normalizer");
        root.set("pre_tokenizer", byteLevel(prefix, true, true));
        root.set("decoder", byteLevel(true, true, true));
        switch (this) {
            case ROBERTA -> root.set("post_processor", roberta(placed, prefix));
            case GPT2 -> root.set("post_processor", gpt2(placed, prefix));
            case QWEN -> {
                root.putObject("normalizer").put("type", "NFC");
                ObjectNode steps = root.putObject("pre_tokenizer").put("type", "Sequence");
                ObjectNode split = steps.putArray("pretokenizers").addObject().put("type", "Split");
                split.putObject("pattern").put("Regex", QWEN_WORDS);
                split.put("behavior", "Isolated").put("invert", false);
                steps.withArray("pretokenizers").add(byteLevel(prefix, true, false));
                root.set("post_processor", byteLevel(prefix, false, true));
            }
        }
    }

    /** A token before the first text where the configuration asks for one. */
    private static JsonNode gpt2(Placed placed, boolean prefix) {
        String begin = OlderFile.flag(placed.config(), "add_bos_token", false)
                ? placed.special().getOrDefault(Role.BOS, "")
                : "";
        List<Slot> single = List.of(Slot.token(begin, 0), Slot.text("A", 0));
        List<Slot> pair = List.of(Slot.token(begin, 0), Slot.text("A", 0), Slot.text("B", 1));
        return begin.isEmpty() ? byteLevel(prefix, false, true) : OlderFile.template(single, pair, placed.ids());
    }

    private static ObjectNode byteLevel(boolean prefix, boolean trim, boolean words) {
        return NODES.objectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", prefix)
                .put("trim_offsets", trim)
                .put("use_regex", words);
    }

    private static ObjectNode roberta(Placed placed, boolean prefix) {
        ObjectNode processor = NODES.objectNode().put("type", "RobertaProcessing");
        for (Role role : new Role[] {Role.SEP, Role.CLS}) {
            String token = placed.special().getOrDefault(role, "");
            processor
                    .putArray(role.name().toLowerCase(Locale.ROOT))
                    .add(token)
                    .add(placed.ids().getOrDefault(token, -1));
        }
        return processor.put("trim_offsets", true).put("add_prefix_space", prefix);
    }
}
