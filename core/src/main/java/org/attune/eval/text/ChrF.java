// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.ArrayList;
import java.util.List;

/**
 * chrF (Popović 2015), and with words chrF++ (Popović 2017): the F-score of common character n-grams, whitespace left out, with
 * the numbers of sacrebleu's defaults. From 0 to 100.
 *
 * @param characters the most characters of an n-gram
 * @param words the most words of an n-gram, 0 for none
 * @param beta how many times recall counts as much as precision
 */
public record ChrF(int characters, int words, double beta) {

    public static final ChrF CHRF = new ChrF(6, 0, 2);
    public static final ChrF CHRF_PLUS_PLUS = new ChrF(6, 2, 2);

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /** How many sums a row has: n-grams said, of the reference and in common, per order. */
    public int size() {
        return 3 * (characters + words);
    }

    /** The sums of one row with the reference that it is most like, {@code [size]}; those of a corpus are their sums over rows. */
    public double[] sums(String prediction, List<String> references) {
        NGrams letters = new NGrams();
        NGrams parts = new NGrams();
        int[][] said = letters.bags(Whitespace.without(prediction), characters);
        int[][] saidParts = parts.bags(parts.units(parts(prediction)), words);
        double[] best = new double[size()];
        double most = -1;
        for (String reference : references) {
            double[] sums = new double[size()];
            int[][] theirs = letters.bags(Whitespace.without(reference), characters);
            compare(letters, said, theirs, sums, 0);
            int[][] theirParts = parts.bags(parts.units(parts(reference)), words);
            compare(parts, saidParts, theirParts, sums, 3 * characters);
            double score = score(sums);
            if (score > most) {
                most = score;
                best = sums;
            }
        }
        return best;
    }

    private static void compare(NGrams grams, int[][] said, int[][] theirs, double[] sums, int from) {
        for (int n = 0; n < said.length; n++) {
            sums[from + 3 * n] = theirs[n].length == 0 ? 0 : said[n].length;
            sums[from + 3 * n + 1] = theirs[n].length;
            sums[from + 3 * n + 2] = grams.common(said[n], theirs[n]);
        }
    }

    public double sentence(String prediction, List<String> references) {
        return score(sums(prediction, references));
    }

    /** The value of sums: means of precision and recall over the orders that both sides have. */
    public double score(double[] sums) {
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (int i = 0; i < sums.length; i += 3) {
            if (sums[i] > 0 && sums[i + 1] > 0) {
                precision += sums[i + 2] / sums[i];
                recall += sums[i + 2] / sums[i + 1];
                orders++;
            }
        }
        if (orders == 0 || precision + recall == 0) {
            return 0;
        }
        precision /= orders;
        recall /= orders;
        double factor = beta * beta;
        // in sacrebleu's order of operations: rounding must not choose another one of two references that are alike
        return 100 * ((1 + factor) * precision * recall / (factor * precision + recall));
    }

    /** Words with one punctuation mark taken off: the last one, else the first. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String word : Whitespace.words(text)) {
            int last = word.length() - 1;
            if (last > 0 && PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
                parts.add(word.substring(0, last));
                parts.add(word.substring(last));
            } else if (last > 0 && PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
                parts.add(word.substring(0, 1));
                parts.add(word.substring(1));
            } else {
                parts.add(word);
            }
        }
        return parts;
    }
}
