// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.Arrays;
import org.attune.tensor.KeyedRandom;

/**
 * The smallest values of a set under {@value #LENGTH} random orders: two sets agree in each with the probability of their Jaccard
 * similarity (Broder 1997).
 */
final class MinHash {

    static final int LENGTH = 64;

    private static final long SEED = 0x6d696e68617368L;

    private final int[] shift = new int[LENGTH];
    private final int[] first = new int[LENGTH];
    private final int[] second = new int[LENGTH];
    private final int[] smallest = new int[LENGTH];

    MinHash() {
        for (int i = 0; i < LENGTH; i++) {
            shift[i] = (int) KeyedRandom.bits(SEED, 3L * i);
            first[i] = (int) KeyedRandom.bits(SEED, 3L * i + 1) | 1;
            second[i] = (int) KeyedRandom.bits(SEED, 3L * i + 2) | 1;
        }
    }

    /** Used again for the next text. */
    int[] of(String folded) {
        Arrays.fill(smallest, Integer.MAX_VALUE);
        Shingles.each(folded, this::add);
        return smallest;
    }

    /** A loop without branches over int arrays, which the JIT turns into vector instructions. */
    private void add(long hash) {
        int value = (int) (hash >>> 32);
        for (int i = 0; i < LENGTH; i++) {
            int ordered = (value ^ shift[i]) * first[i];
            ordered = (ordered ^ ordered >>> 15) * second[i];
            smallest[i] = Math.min(smallest[i], ordered);
        }
    }
}
