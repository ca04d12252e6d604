// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.Arrays;

/** How long texts are: the smallest value that at least this share of texts does not exceed. */
public record Lengths(long min, long median, long p90, long p99, long max) {

    /** All zero where there are none. */
    public static Lengths of(long[] lengths) {
        if (lengths.length == 0) {
            return new Lengths(0, 0, 0, 0, 0);
        }
        long[] sorted = lengths.clone();
        Arrays.sort(sorted);
        return new Lengths(sorted[0], at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
