// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.Arrays;

/**
 * The runs of five UTF-16 units of a folded text, as a set. Each stands for itself by a hash of 64 bits: among the few thousand of two
 * texts, two different ones meet with a probability below 1e-12.
 */
final class Shingles {

    /** Long enough that common ones are rare in short texts, short enough that one edit of a word leaves most of them. */
    static final int WIDTH = 5;

    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long LAST = power();

    private Shingles() {}

    /** What a unit weighs once the next five have come, modulo 2^64. */
    private static long power() {
        long power = 1;
        for (int i = 0; i < WIDTH; i++) {
            power *= BASE;
        }
        return power;
    }

    /** Told every run in the order of the text. */
    interface Each {
        void shingle(long hash);
    }

    /** A text shorter than a run is one itself; an empty one has none. */
    static void each(String folded, Each each) {
        long rolling = 0;
        int length = folded.length();
        for (int i = 0; i < length; i++) {
            rolling = rolling * BASE + folded.charAt(i) + 1;
            if (i >= WIDTH) {
                rolling -= LAST * (folded.charAt(i - WIDTH) + 1);
            }
            if (i >= WIDTH - 1 || i == length - 1) {
                each.shingle(mix(rolling));
            }
        }
    }

    /** Ascending, each once. */
    static long[] of(String folded) {
        long[] all = new long[Math.max(1, folded.length())];
        int[] count = new int[1];
        each(folded, hash -> all[count[0]++] = hash);
        Arrays.sort(all, 0, count[0]);
        int distinct = 0;
        for (int i = 0; i < count[0]; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    /** Shared over all; 0 for two empty sets, which say nothing. */
    static double jaccard(long[] a, long[] b) {
        int i = 0;
        int j = 0;
        int shared = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                shared++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        int all = a.length + b.length - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
