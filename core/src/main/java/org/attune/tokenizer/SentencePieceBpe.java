// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.tokenizer.OlderFile.Slot;
import org.attune.tokenizer.SentencePieceModel.Piece;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * SentencePiece's BPE with byte fallback. Llama's kind puts a space before a text: {@code legacy} (the default, as in
 * SentencePiece itself) also behind every special token and where a text begins with spaces, otherwise before the first
 * text alone. Gemma's kind puts none, and its turns are special though the file calls them text.
 */
final class SentencePieceBpe {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SPACE = "▁";
    private static final Map<Role, String> LLAMA = Map.of(Role.BOS, "<s>", Role.EOS, "</s>", Role.UNK, "<unk>");
    private static final Map<Role, String> GEMMA =
            Map.of(Role.BOS, "<bos>", Role.EOS, "<eos>", Role.UNK, "<unk>", Role.PAD, "<pad>");
    private static final List<String> TURNS = List.of("<start_of_turn>", "<end_of_turn>");

    private SentencePieceBpe() {}

    static byte[] tokenizerJson(ModelFiles files, SentencePieceModel model, boolean gemma) {
        List<Piece> pieces = gemma ? gemma(model.pieces()) : model.pieces();
        Map<String, Integer> ids = SentencePieceVocabulary.ids(pieces);
        JsonNode config = files.json(ModelFiles.CONFIG);
        Map<Role, String> usual = gemma ? GEMMA : LLAMA;
        ObjectNode root = OlderFile.root();
        root.set(
                "added_tokens",
                SentencePieceVocabulary.added(files, usual, pieces).json());
        if (gemma) {
            root.set("normalizer", marked());
            ObjectNode split = root.putObject("pre_tokenizer").put("type", "Split");
            split.putObject("pattern").put("String", " ");
            split.put("behavior", "MergedWithPrevious").put("invert", false);
        } else {
            llama(root, config);
        }
        Map<Role, String> special = OlderFile.special(files, usual, ids);
        String begin = OlderFile.flag(config, "add_bos_token", true) ? special.getOrDefault(Role.BOS, "") : "";
        String end = OlderFile.flag(config, "add_eos_token", false) ? special.getOrDefault(Role.EOS, "") : "";
        root.set("post_processor", around(begin, end, ids));
        root.set("decoder", decoder(!gemma && prefix(config)));
        ObjectNode bpe = NODES.objectNode()
                .put("type", "BPE")
                .putNull("dropout")
                .put("unk_token", model.trainer().unknownPiece())
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", true)
                .put("byte_fallback", true)
                .put("ignore_merges", false);
        ObjectNode vocabulary = bpe.putObject("vocab");
        ids.forEach(vocabulary::put);
        root.set("model", bpe.set("merges", ScoredMerges.of(pieces, ids)));
        return TokenizerJson.mapper().writeValueAsBytes(root);
    }

    /** The first models lack a tab, and transformers puts it in the place of its byte. */
    private static List<Piece> gemma(List<Piece> pieces) {
        boolean tab = pieces.stream().anyMatch(piece -> piece.text().equals("\t"));
        List<Piece> changed = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            if (!tab && piece.text().equals("<0x09>")) {
                changed.add(new Piece("\t", 0, 1));
            } else {
                changed.add(
                        TURNS.contains(piece.text()) ? new Piece(piece.text(), piece.score(), Piece.CONTROL) : piece);
            }
        }
        return changed;
    }

    private static boolean prefix(JsonNode config) {
        return OlderFile.flag(config, "add_prefix_space", true);
    }

    private static void llama(ObjectNode root, JsonNode config) {
        if (OlderFile.flag(config, "legacy", true)) {
            ObjectNode steps = NODES.objectNode().put("type", "Sequence");
            ArrayNode normalizers = steps.putArray("normalizers");
            if (prefix(config)) {
                normalizers.addObject().put("type", "Prepend").put("prepend", SPACE);
            }
            normalizers.add(marked());
            root.set("normalizer", steps);
            root.putNull("pre_tokenizer");
        } else {
            root.putNull("normalizer");
            root.putObject("pre_tokenizer")
                    .put("type", "Metaspace")
                    .put("replacement", SPACE)
                    .put("prepend_scheme", prefix(config) ? "first" : "never")
                    .put("split", false);
        }
    }

    /** One token before each text and one behind it; an empty name stands for none. */
    private static JsonNode around(String begin, String end, Map<String, Integer> ids) {
        List<Slot> first = around(begin, Slot.text("A", 0), end);
        List<Slot> pair = new ArrayList<>(first);
        pair.addAll(around(begin, Slot.text("B", 1), end));
        return first.size() == 1 ? NODES.nullNode() : OlderFile.template(first, pair, ids);
    }

    private static List<Slot> around(String begin, Slot text, String end) {
        return Stream.of(Slot.token(begin, text.type()), text, Slot.token(end, text.type()))
                .filter(slot -> !slot.id().isEmpty())
                .toList();
    }

    private static ObjectNode marked() {
        ObjectNode replace = NODES.objectNode().put("type", "Replace");
        replace.putObject("pattern").put("String", " ");
        return replace.put("content", SPACE);
    }

    private static ObjectNode decoder(boolean prefix) {
        ObjectNode decoder = NODES.objectNode().put("type", "Sequence");
        ArrayNode steps = decoder.putArray("decoders");
        ObjectNode replace = steps.addObject().put("type", "Replace");
        replace.putObject("pattern").put("String", SPACE);
        replace.put("content", " ");
        steps.addObject().put("type", "ByteFallback");
        steps.addObject().put("type", "Fuse");
        if (prefix) {
            steps.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
        return decoder;
    }
}
