// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.attune.tokenizer.SentencePieceModel.Piece;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The merges of a SentencePiece BPE model: it has scores instead, and joins any two pieces that make a third. Their order
 * is that of transformers' converters: the score of what they make, then the longer left side, the longer right side, the
 * place in the vocabulary.
 */
final class ScoredMerges {

    private record Scored(String left, String right, float score) {

        int leftLength() {
            return left.codePointCount(0, left.length());
        }

        int rightLength() {
            return right.codePointCount(0, right.length());
        }
    }

    private static final Comparator<Scored> ORDER = Comparator.comparingDouble(Scored::score)
            .thenComparingInt(Scored::leftLength)
            .thenComparingInt(Scored::rightLength)
            .reversed();

    private ScoredMerges() {}

    static ArrayNode of(List<Piece> pieces, Map<String, Integer> ids) {
        List<Scored> merges = new ArrayList<>();
        for (Piece piece : pieces) {
            merges.addAll(splits(piece, ids));
        }
        merges.sort(ORDER);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        merges.forEach(merge -> array.addArray().add(merge.left()).add(merge.right()));
        return array;
    }

    private static List<Scored> splits(Piece piece, Map<String, Integer> ids) {
        List<Scored> splits = new ArrayList<>();
        String text = piece.text();
        for (int at = 1; at < text.length(); at++) {
            String left = text.substring(0, at);
            String right = text.substring(at);
            if (!Character.isLowSurrogate(text.charAt(at)) && ids.containsKey(left) && ids.containsKey(right)) {
                // Minus zero and zero are one score.
                splits.add(new Scored(left, right, piece.score() + 0f));
            }
        }
        splits.sort(Comparator.comparing((Scored split) -> ids.getOrDefault(split.left(), 0))
                .thenComparing(split -> ids.getOrDefault(split.right(), 0)));
        return splits;
    }
}
