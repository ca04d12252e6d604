// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.OlderFile.Slot;
import org.attune.tokenizer.SentencePieceModel.Piece;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * XLM-RoBERTa's SentencePiece model as a tokenizer.json, as transformers converts it: its first three pieces make way for
 * fairseq's four, and the mask stands at the end.
 */
final class XlmRobertaVocabulary {

    static final String FILE = "sentencepiece.bpe.model";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> FIRST = List.of("<s>", "<pad>", "</s>", "<unk>");
    private static final List<String> REPLACED = List.of("<unk>", "<s>", "</s>");
    private static final String MASK = "<mask>";
    private static final int UNKNOWN = 3;

    private XlmRobertaVocabulary() {}

    static byte[] tokenizerJson(ModelFiles files) {
        String name = files.where(FILE);
        String family = files.family().toLowerCase(Locale.ROOT).replace("-", "");
        if (!family.equals("xlmroberta")) {
            throw refused(name, "a tokenizer of the kind " + Problem.quote(files.family()));
        }
        SentencePieceModel model = SentencePieceModel.read(files.bytes(FILE), name);
        List<Piece> pieces = model.pieces();
        if (model.trainer().algorithm() != SentencePieceModel.UNIGRAM
                || pieces.size() < REPLACED.size()
                || !pieces.subList(0, REPLACED.size()).stream()
                        .map(Piece::text)
                        .toList()
                        .equals(REPLACED)) {
            throw refused(name, "a model of another layout");
        }
        ObjectNode root = OlderFile.root();
        root.set("added_tokens", added(pieces));
        root.set("normalizer", UnigramParts.normalizer(model.charsmap()));
        root.set("pre_tokenizer", UnigramParts.metaspace());
        root.set("post_processor", template());
        root.set("decoder", UnigramParts.metaspace());
        ObjectNode unigram = NODES.objectNode().put("type", "Unigram").put("unk_id", UNKNOWN);
        root.set("model", unigram.set("vocab", vocabulary(pieces)));
        unigram.put("byte_fallback", false);
        return TokenizerJson.mapper().writeValueAsBytes(root);
    }

    private static InputException refused(String file, String found) {
        return new InputException(
                "tokenizer.not-xlm-roberta",
                file,
                found,
                FILE + " without tokenizer.json is read for XLM-RoBERTa alone",
                "in Python, AutoTokenizer.from_pretrained(...).save_pretrained(DIRECTORY) writes tokenizer.json");
    }

    private static ArrayNode vocabulary(List<Piece> pieces) {
        ArrayNode vocabulary = NODES.arrayNode();
        FIRST.forEach(piece -> vocabulary.addArray().add(piece).add(0.0));
        pieces.stream()
                .skip(REPLACED.size())
                .forEach(piece -> vocabulary.addArray().add(piece.text()).add((double) piece.score()));
        vocabulary.addArray().add(MASK).add(0.0);
        return vocabulary;
    }

    private static ArrayNode added(List<Piece> pieces) {
        Map<Role, String> special = new LinkedHashMap<>(Map.of(
                Role.BOS, "<s>",
                Role.PAD, "<pad>",
                Role.EOS, "</s>",
                Role.UNK, "<unk>",
                Role.MASK, MASK));
        Map<String, Integer> ids = new LinkedHashMap<>();
        FIRST.forEach(piece -> ids.put(piece, ids.size()));
        ids.put(MASK, pieces.size() + 1);
        ArrayNode added = OlderFile.added(special, ids, true);
        for (int i = REPLACED.size(); i < pieces.size(); i++) {
            if (pieces.get(i).userDefined()) {
                added.add(OlderFile.addedToken(pieces.get(i).text(), i + 1, false));
            }
        }
        return added;
    }

    private static ObjectNode template() {
        Slot begin = Slot.token("<s>", 0);
        Slot end = Slot.token("</s>", 0);
        List<Slot> single = List.of(begin, Slot.text("A", 0), end);
        List<Slot> pair = List.of(begin, Slot.text("A", 0), end, end, Slot.text("B", 0), end);
        return OlderFile.template(single, pair, Map.of("<s>", FIRST.indexOf("<s>"), "</s>", FIRST.indexOf("</s>")));
    }
}
