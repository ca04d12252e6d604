// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.List;

/**
 * BLEU (Papineni et al. 2002) with the numbers of sacrebleu's defaults: tokenizer 13a, exponential smoothing (Chen and Cherry
 * 2014, method 3), up to four words. From 0 to 100.
 */
public final class Bleu {

    private static final int ORDER = 4;

    /** How many sums a row has: words said, words of the reference, then per order the matches, then per order the n-grams said. */
    public static final int SUMS = 2 + 2 * ORDER;

    private Bleu() {}

    /** The sums of one row, {@code [SUMS]}; those of a corpus are their sums over rows. */
    public static double[] sums(String prediction, List<String> references) {
        NGrams grams = new NGrams();
        int[] said = grams.units(Tokenizer13a.words(prediction));
        int[][] bags = grams.bags(said, ORDER);
        int[][] allowed = new int[ORDER][0];
        int closest = -1;
        for (String reference : references) {
            int[] words = grams.units(Tokenizer13a.words(reference));
            int[][] theirs = grams.bags(words, ORDER);
            for (int n = 0; n < ORDER; n++) {
                allowed[n] = grams.union(allowed[n], theirs[n]);
            }
            closest = closest < 0 ? words.length : closer(said.length, closest, words.length);
        }
        double[] sums = new double[SUMS];
        sums[0] = said.length;
        sums[1] = closest;
        for (int n = 0; n < ORDER; n++) {
            sums[2 + n] = grams.common(bags[n], allowed[n]);
            sums[2 + ORDER + n] = bags[n].length;
        }
        return sums;
    }

    private static int closer(int length, int first, int second) {
        int difference = Math.abs(length - second) - Math.abs(length - first);
        return difference < 0 || (difference == 0 && second < first) ? second : first;
    }

    /** The value of a corpus. */
    public static double corpus(double[] sums) {
        return score(sums, false);
    }

    /** The value of one row: orders that it is too short for are left out (sacrebleu's {@code effective_order}). */
    public static double sentence(String prediction, List<String> references) {
        return score(sums(prediction, references), true);
    }

    private static double score(double[] sums, boolean shortened) {
        if (sums[2] == 0) { // without a common word there is no longer match
            return 0;
        }
        double halved = 1;
        double logs = 0;
        int orders = 0;
        while (orders < ORDER && sums[2 + ORDER + orders] > 0) {
            double right = sums[2 + orders];
            double total = sums[2 + ORDER + orders];
            halved *= right == 0 ? 2 : 1;
            logs += Math.log(right == 0 ? 100 / (halved * total) : 100 * right / total);
            orders++;
        }
        if (orders < ORDER && !shortened) {
            return 0;
        }
        double brevity = sums[0] < sums[1] ? Math.exp(1 - sums[1] / sums[0]) : 1;
        return brevity * Math.exp(logs / orders);
    }
}
