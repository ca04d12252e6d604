// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

/**
 * Counter-based randomness: every draw is a function of its key and its position, never of what was drawn before. So there is
 * no generator state to save, threads cannot disturb each other, and a row draws the same however it is batched.
 */
public final class KeyedRandom {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private KeyedRandom() {}

    /** A key out of several parts, for example seed, step, row, site. The order of the parts matters. */
    public static long key(long... parts) {
        long key = GOLDEN;
        for (long part : parts) {
            key = mix(key ^ mix(part + GOLDEN));
        }
        return key;
    }

    /** 64 bits for position {@code index} of a key. */
    public static long bits(long key, long index) {
        return mix(key + (index + 1) * GOLDEN);
    }

    /** Uniform in [0, 1). */
    public static double uniform(long key, long index) {
        return (bits(key, index) >>> 11) * 0x1.0p-53;
    }

    /** Standard normal, by Box and Muller from the two draws of its own position. */
    public static double gaussian(long key, long index) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(key, 2 * index)));
        return radius * Math.cos(2 * Math.PI * uniform(key, 2 * index + 1));
    }

    /** A permutation of 0 … size-1 (Fisher and Yates). */
    public static int[] permutation(int size, long key) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = (int) Math.floorMod(bits(key, i) >>> 1, (long) i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection with full avalanche. */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
