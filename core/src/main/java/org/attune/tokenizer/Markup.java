// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.attune.tokenizer.AddedTokens.Found;

/**
 * Encodes segments as one text. A special token in markup is written under its secret name, by which the native side
 * knows it; so one call decides about everything else, as transformers' own does: spaces before the first token, spaces
 * that a token swallows, merges across the seam of two segments.
 */
record Markup(AddedTokens added, SecretNames names, Vocabulary vocabulary, NativeTokenizer tokenizer) {

    /** The text with secret names, for each of its units the unit of the original, and the names' places. */
    private record Written(String text, int[] original, List<Found> names) {}

    Spans encode(List<Segment> segments) {
        StringBuilder joined = new StringBuilder();
        BitSet literal = new BitSet();
        for (Segment segment : segments) {
            int from = joined.length();
            joined.append(segment.text());
            literal.set(from, joined.length(), !segment.markup());
        }
        String text = Unicode.wellFormed(joined.toString());
        List<Found> special = added.in(text, literal);
        while (true) {
            Written written = write(text, special);
            Pieces pieces = tokenizer.text(written.text());
            List<Found> matched = matched(written, pieces, special);
            if (matched.size() == special.size()) {
                return spans(pieces, written.original());
            }
            special = matched;
        }
    }

    private Written write(String text, List<Found> special) {
        StringBuilder written = new StringBuilder(text.length());
        List<Found> places = new ArrayList<>(special.size());
        int[] original = new int
                [text.length()
                        + special.stream()
                                .mapToInt(f -> names.of(f.token()).length())
                                .sum()
                        + 1];
        int at = 0;
        for (Found found : special) {
            at = copy(text, at, found.from(), written, original);
            int from = written.length();
            written.append(names.of(found.token()));
            Arrays.fill(original, from, written.length(), found.from());
            places.add(new Found(found.token(), from, written.length()));
            at = found.to();
        }
        copy(text, at, text.length(), written, original);
        original[written.length()] = text.length();
        return new Written(written.toString(), original, places);
    }

    private static int copy(String text, int from, int to, StringBuilder written, int[] original) {
        for (int i = from; i < to; i++) {
            original[written.length()] = i;
            written.append(text.charAt(i));
        }
        return to;
    }

    /**
     * Those that became their token. A token that stands alone only ({@code single_word}), or that is looked for in the
     * normalized text, may be found by its spelling and refused by its surroundings: then it is text like any other.
     */
    private List<Found> matched(Written written, Pieces pieces, List<Found> special) {
        List<Found> matched = new ArrayList<>(special.size());
        int piece = 0;
        for (int i = 0; i < special.size(); i++) {
            Found name = written.names().get(i);
            while (piece < pieces.length() && pieces.end()[piece] < name.to()) {
                piece++;
            }
            int id = vocabulary.id(name.token()).orElse(-1);
            for (int p = piece; p < pieces.length() && pieces.start()[p] <= name.from(); p++) {
                if (pieces.ids()[p] == id && pieces.end()[p] >= name.to()) {
                    matched.add(special.get(i));
                    break;
                }
            }
        }
        return matched;
    }

    private static Spans spans(Pieces pieces, int[] original) {
        int[] start = new int[pieces.length()];
        int[] end = new int[pieces.length()];
        for (int i = 0; i < start.length; i++) {
            start[i] = original[pieces.start()[i]];
            end[i] = original[pieces.end()[i]];
        }
        return new Spans(pieces.ids(), start, end);
    }
}
