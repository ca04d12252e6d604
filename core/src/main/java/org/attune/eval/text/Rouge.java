// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004) as F-measures, with the numbers of the library rouge_score. From 0 to 1; of several
 * references each measure takes the best. Only the letters a to z and digits count: a text in another script has none.
 *
 * @param stemming whether words of more than three letters lose their English endings first
 */
public record Rouge(boolean stemming) {

    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    /** {@code [3]}: rouge1, rouge2, rougeL. */
    public double[] score(String prediction, List<String> references) {
        NGrams grams = new NGrams();
        int[] said = grams.units(words(prediction));
        int[][] bags = grams.bags(said, 2);
        double[] best = new double[3];
        for (String reference : references) {
            int[] theirs = grams.units(words(reference));
            int[][] theirBags = grams.bags(theirs, 2);
            for (int n = 0; n < 2; n++) {
                int common = grams.common(bags[n], theirBags[n]);
                best[n] = Math.max(best[n], f1(common, bags[n].length, theirBags[n].length));
            }
            best[2] = Math.max(best[2], f1(longestCommon(said, theirs), said.length, theirs.length));
        }
        return best;
    }

    List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(stemming && word.length() > 3 ? PorterStemmer.stem(word) : word);
            }
        }
        return words;
    }

    private static double f1(int common, int said, int theirs) {
        return common == 0 ? 0 : 2.0 * common / (said + theirs);
    }

    /** The length of the longest common subsequence, in time of the lengths' product. */
    private static int longestCommon(int[] first, int[] second) {
        int[] lengths = new int[second.length + 1];
        for (int unit : first) {
            int diagonal = 0;
            for (int j = 1; j <= second.length; j++) {
                int above = lengths[j];
                lengths[j] = unit == second[j - 1] ? diagonal + 1 : Math.max(above, lengths[j - 1]);
                diagonal = above;
            }
        }
        return lengths[second.length];
    }
}
