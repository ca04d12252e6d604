// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.node.ArrayNode;

/** The tiny model of Llama's kind written as a list of pieces, as the vocabularies of llama2.c are. */
final class PieceLists {

    private PieceLists() {}

    static ArrayNode llama() {
        String model = Golden.json("llama-legacy")
                .path("files")
                .path("tokenizer.model")
                .stringValue();
        ArrayNode list = TokenizerJson.mapper().createArrayNode();
        for (SentencePieceModel.Piece piece : SentencePieceModel.read(
                        Base64.getDecoder().decode(model), "llama")
                .pieces()) {
            String text =
                    piece.control() ? "\n" + piece.text() + "\n" : piece.text().replace('▁', ' ');
            list.addObject()
                    .put("id", list.size() - 1)
                    .put("piece", text)
                    .put("piece_hex", HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)))
                    .put("score", piece.score());
        }
        return list;
    }
}
