// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.attune.statistics.KeyedDraws;

/** What can be done to a text. A rate is the share of its words that are touched, one at least. */
public enum Operation {
    /** Words change places. */
    SWAP,
    /** Words are left out. */
    DELETE,
    /** Marks are put before words. */
    INSERT,
    /** Keys beside the right ones are hit. */
    KEYBOARD,
    /** Letters are read as what looks alike in print. */
    OCR,
    /** Letters become large or small. */
    CASING,
    /** English short forms become long, or long ones short. */
    CONTRACTIONS,
    /** Words give way to what a model takes for near. */
    NEIGHBOURS;

    /** @param model whether one is there to say which words are near */
    public static List<Operation> all(boolean model) {
        return Arrays.stream(values())
                .filter(operation -> model || operation != NEIGHBOURS)
                .toList();
    }

    /** As a recipe and the command line write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text changed, or the same where nothing can be done to it. */
    String apply(String text, double rate, KeyedDraws draws, Judge judge) {
        Words words = Words.of(text);
        return switch (this) {
            case SWAP -> WordMoves.swap(words, rate, draws);
            case DELETE -> WordMoves.delete(words, rate, draws);
            case INSERT -> WordMoves.insert(words, rate, draws);
            case KEYBOARD -> WordMoves.each(words, rate, draws, Slips::key);
            case OCR -> WordMoves.each(words, rate, draws, Slips::misread);
            case CASING -> Casing.change(text, draws);
            case CONTRACTIONS -> Contractions.change(text, draws);
            case NEIGHBOURS ->
                WordMoves.each(words, rate, draws, (word, drawn) -> neighbour(word, judge.near(word), drawn));
        };
    }

    private static String neighbour(String word, List<String> near, KeyedDraws draws) {
        return near.isEmpty() ? word : Casing.as(word, near.get(draws.below(near.size())));
    }
}
