// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Exact match and F1 over words as SQuAD v1.1 defines them (Rajpurkar et al. 2016): lower case, no ASCII punctuation, no
 * English articles, single blanks. From 0 to 1; of several references the best.
 */
public final class ShortAnswer {

    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    /** Python's word boundary: its word characters are letters and numbers of all scripts, no combining marks. */
    private static final Pattern ARTICLE = Pattern.compile("(?<![\\p{L}\\p{N}])(a|an|the)(?![\\p{L}\\p{N}])");

    private ShortAnswer() {}

    /** The words that are compared. */
    static List<String> words(String text) {
        String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return Whitespace.words(ARTICLE.matcher(plain).replaceAll(" "));
    }

    /** Whether the words are those of a reference, in the same order. */
    public static boolean exactMatch(String prediction, List<String> references) {
        List<String> said = words(prediction);
        return references.stream().anyMatch(reference -> words(reference).equals(said));
    }

    /** The F1 of the words without their order; 0 where a side has no words. */
    public static double tokenF1(String prediction, List<String> references) {
        NGrams grams = new NGrams();
        int[] said = grams.bags(grams.units(words(prediction)), 1)[0];
        double best = 0;
        for (String reference : references) {
            int[] theirs = grams.bags(grams.units(words(reference)), 1)[0];
            int common = grams.common(said, theirs);
            best = Math.max(best, common == 0 ? 0 : 2.0 * common / (said.length + theirs.length));
        }
        return best;
    }
}
