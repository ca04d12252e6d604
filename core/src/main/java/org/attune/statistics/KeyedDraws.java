// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;

/** Random numbers that follow from a key and their place alone (the finaliser of SplitMix64; Steele, Lea, Flood 2014). */
public final class KeyedDraws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    public KeyedDraws(long seed, long number) {
        this.state = mix(seed + GOLDEN * (number + 1));
    }

    /** From 0 to less than the bound; the bias of the multiplication is below 2^-31. */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    boolean flag() {
        return next() < 0;
    }

    /** Draws as many as there are, with replacement, into how often each was drawn. */
    public void withReplacement(int[] times) {
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[below(times.length)]++;
        }
    }

    /** From 0 to less than 1, in steps of 2^-53. */
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** 64 random bits. */
    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
