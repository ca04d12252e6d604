// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * An upper bound {@code constant + linear * n} for a text of n characters.
 *
 * @param beyond whether a power of n above the first takes part: no bound that helps
 */
record Count(long constant, long linear, boolean beyond) {

    /** Sums and products stop here, far beyond what any rule accepts. */
    private static final long MANY = 1L << 30;

    static final Count NONE = new Count(0, 0, false);
    static final Count ONE = new Count(1, 0, false);
    static final Count LENGTH = new Count(0, 1, false);

    Count plus(Count other) {
        return new Count(
                Math.min(MANY, constant + other.constant),
                Math.min(MANY, linear + other.linear),
                beyond || other.beyond);
    }

    Count times(Count other) {
        return new Count(
                Math.min(MANY, constant * other.constant),
                Math.min(MANY, constant * other.linear + linear * other.constant),
                beyond || other.beyond || (linear > 0 && other.linear > 0));
    }

    Count times(int factor) {
        return times(new Count(factor, 0, false));
    }

    boolean isOne() {
        return equals(ONE);
    }
}
