// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.OlderFile.Slot;
import org.attune.tokenizer.SentencePieceModel.Piece;
import org.attune.tokenizer.SpecialTokens.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A SentencePiece model of Llama's, Gemma's or T5's kind as a tokenizer.json, as transformers 4 converts it. */
final class SentencePieceVocabulary {

    static final List<String> FILES = List.of("tokenizer.model", "spiece.model");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> LIKE_LLAMA = List.of("llama", "codellama", "mistral", "mixtral", "phi3", "");
    private static final List<String> LIKE_T5 = List.of("t5", "mt5", "umt5");
    private static final Map<Role, String> T5 = Map.of(Role.EOS, "</s>", Role.UNK, "<unk>", Role.PAD, "<pad>");

    private static final Pattern TIKTOKEN = Pattern.compile("[A-Za-z0-9+/]{2,40}={0,2} 0\\r?\\n");

    /** The work on one piece grows with the square of its length; real vocabularies are far below. */
    private static final long MOST_WORK = 500_000_000;

    private SentencePieceVocabulary() {}

    static byte[] tokenizerJson(ModelFiles files, String file) {
        if (isTiktoken(files.bytes(file))) {
            throw refused(files, file, "a tiktoken vocabulary, as Llama 3 has it");
        }
        SentencePieceModel model = SentencePieceModel.read(files.bytes(file), files.where(file));
        checkPieces(model.pieces(), files.where(file));
        String family = files.family().toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        boolean bpe = model.trainer().algorithm() == SentencePieceModel.BPE && model.charsmap().length == 0;
        if (bpe && (family.startsWith("gemma") || LIKE_LLAMA.contains(family))) {
            return SentencePieceBpe.tokenizerJson(files, model, family.startsWith("gemma"));
        } else if (model.trainer().algorithm() == SentencePieceModel.UNIGRAM && LIKE_T5.contains(family)) {
            return TokenizerJson.mapper().writeValueAsBytes(t5(files, model));
        }
        throw refused(
                files,
                file,
                bpe || !LIKE_LLAMA.contains(family)
                        ? "a tokenizer of the kind " + Problem.quote(files.family())
                        : "a model that is not of the kind BPE without a character map");
    }

    private static InputException refused(ModelFiles files, String file, String found) {
        return new InputException(
                "tokenizer.not-sentencepiece",
                files.where(file),
                found,
                "a SentencePiece model without tokenizer.json is read for models of the kinds llama, mistral, gemma and t5",
                "in Python, AutoTokenizer.from_pretrained(...).save_pretrained(DIRECTORY) writes tokenizer.json");
    }

    /** Lines of a token in base64, a space and its rank; the name of the file is the same. */
    private static boolean isTiktoken(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 64), StandardCharsets.ISO_8859_1);
        return TIKTOKEN.matcher(start).lookingAt();
    }

    /** Also of a vocabulary that only has a model's pieces. */
    static void checkPieces(List<Piece> pieces, String file) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        long work = 0;
        String wrong = pieces.isEmpty() ? "no pieces" : "";
        for (Piece piece : pieces) {
            work += (long) piece.text().length() * piece.text().length();
            if (piece.text().isEmpty() || ids.put(piece.text(), ids.size()) != null) {
                wrong = "the piece " + Problem.quote(piece.text())
                        + (piece.text().isEmpty() ? "" : " twice");
            } else if (!Float.isFinite(piece.score())) {
                wrong = "the score " + piece.score() + " of " + Problem.quote(piece.text());
            }
        }
        wrong = work > MOST_WORK ? "pieces of thousands of characters" : wrong;
        if (!wrong.isEmpty()) {
            throw new InputException(
                    "tokenizer.invalid",
                    file,
                    wrong,
                    "pieces of a usual length, each once, with finite scores",
                    "get the file again from where the model came from");
        }
    }

    private static ObjectNode t5(ModelFiles files, SentencePieceModel model) {
        List<Piece> pieces = new ArrayList<>(model.pieces());
        int more = Math.min(files.json(ModelFiles.CONFIG).path("extra_ids").asInt(100), 10_000);
        for (int i = more - 1; i >= 0; i--) {
            pieces.add(new Piece("<extra_id_" + i + ">", 0, Piece.CONTROL));
        }
        Map<String, Integer> ids = ids(pieces);
        ObjectNode root = OlderFile.root();
        root.set("added_tokens", added(files, T5, pieces).json());
        root.set("normalizer", UnigramParts.normalizer(model.charsmap()));
        root.set("pre_tokenizer", UnigramParts.metaspace());
        root.set("post_processor", ended(ids));
        root.set("decoder", UnigramParts.metaspace());
        ObjectNode unigram = NODES.objectNode()
                .put("type", "Unigram")
                .put("unk_id", model.trainer().unknown())
                .put("byte_fallback", false);
        var vocabulary = unigram.putArray("vocab");
        pieces.forEach(piece -> vocabulary.addArray().add(piece.text()).add((double) piece.score()));
        root.set("model", unigram);
        return root;
    }

    private static JsonNode ended(Map<String, Integer> ids) {
        Slot end = Slot.token("</s>", 0);
        List<Slot> single = List.of(Slot.text("A", 0), end);
        List<Slot> pair = List.of(Slot.text("A", 0), end, Slot.text("B", 0), end);
        return ids.containsKey("</s>") ? OlderFile.template(single, pair, ids) : NODES.nullNode();
    }

    static Map<String, Integer> ids(List<Piece> pieces) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        pieces.forEach(piece -> ids.put(piece.text(), ids.size()));
        return ids;
    }

    /** Configured tokens, tokens of roles, control pieces (special) and user-defined pieces (not special). */
    static ConfiguredTokens added(ModelFiles files, Map<Role, String> usual, List<Piece> pieces) {
        ConfiguredTokens added = ConfiguredTokens.of(files);
        Map<String, Integer> ids = ids(pieces);
        OlderFile.special(files, usual, ids)
                .values()
                .forEach(token -> added.add(OlderFile.addedToken(token, ids.getOrDefault(token, -1), true)));
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.control() || piece.userDefined()) {
                added.add(OlderFile.addedToken(piece.text(), i, piece.control()));
            }
        }
        return added;
    }
}
