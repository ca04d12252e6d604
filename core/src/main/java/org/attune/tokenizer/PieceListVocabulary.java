// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.tokenizer.SentencePieceModel.Piece;
import org.attune.tokenizer.SentencePieceModel.Trainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A SentencePiece BPE vocabulary as a JSON list of {@code {"id", "piece", "piece_hex", "score"}}, the form of the
 * vocabularies of llama2.c: with plain spaces, and line breaks around the control pieces. It is the one file of a folder
 * whose name ends in {@code _vocab.json}; {@code piece_hex} (UTF-8) goes before {@code piece}.
 */
final class PieceListVocabulary {

    static final String ENDING = "_vocab.json";

    private static final Set<String> CONTROL = Set.of("<s>", "</s>");
    private static final int LARGEST = 8 << 20;

    private PieceListVocabulary() {}

    static byte[] tokenizerJson(ModelFiles files, String file) {
        List<Piece> pieces = read(files.bytes(file), files.where(file));
        SentencePieceVocabulary.checkPieces(pieces, files.where(file));
        SentencePieceModel model =
                new SentencePieceModel(pieces, new Trainer(SentencePieceModel.BPE, 0, "<unk>"), new byte[0]);
        return SentencePieceBpe.tokenizerJson(files, model, false);
    }

    private static List<Piece> read(byte[] bytes, String file) {
        if (bytes.length > LARGEST) {
            throw refused(file, bytes.length + " bytes");
        }
        List<Piece> pieces = new ArrayList<>();
        try {
            JsonNode list = TokenizerJson.mapper().readTree(text(bytes));
            if (!list.isArray()) {
                throw refused(file, "no list");
            }
            for (JsonNode entry : list) {
                if (entry.path("id").asInt(-1) != pieces.size()
                        || !entry.path("score").isNumber()) {
                    throw refused(file, "entry " + pieces.size() + " without its id or a score");
                }
                pieces.add(piece(entry));
            }
        } catch (JacksonException | CharacterCodingException | IllegalArgumentException e) {
            throw refused(file, "bytes that are none, from entry " + pieces.size() + " on");
        }
        return pieces;
    }

    private static Piece piece(JsonNode entry) throws CharacterCodingException {
        JsonNode hex = entry.path("piece_hex");
        String piece = hex.isString()
                ? text(HexFormat.of().parseHex(hex.stringValue()))
                : entry.path("piece").asString("");
        String control = piece.strip();
        return CONTROL.contains(control)
                ? new Piece(control, 0, SentencePieceModel.Piece.CONTROL)
                : new Piece(piece.replace(' ', '▁'), (float) entry.path("score").doubleValue(), 1);
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static InputException refused(String file, String found) {
        return new InputException(
                "tokenizer.unreadable",
                file,
                found,
                "a list of pieces in the order of their ids, each with id, score and piece or piece_hex, at most "
                        + LARGEST + " bytes",
                "get the file again from where the model came from");
    }
}
