// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.OptionalLong;
import org.attune.statistics.KeyedDraws;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Sobol's sequence in the order of Antonov and Saleev's Gray code, with the direction numbers of Joe and Kuo (2008,
 * {@code new-joe-kuo-6.21201}, as Hipparchus and SciPy have them), and with Owen's nested uniform scrambling (1995): whether a digit is
 * flipped follows from the digits before it, so that every elementary interval keeps its number of points.
 */
public final class SobolSequence {

    private static final int DIGITS = 52;
    private static final double SCALE = 0x1.0p-52;

    /** Digits beyond these are flipped without regard to those before them: points that agree in so many are one. */
    private static final int NESTED = 32;

    private final int dimensions;
    private final OptionalLong scramble;

    private SobolSequence(int dimensions, OptionalLong scramble) {
        this.dimensions = dimensions;
        this.scramble = scramble;
    }

    /** @param seed of the scrambling */
    public SobolSequence(int dimensions, long seed) {
        this(dimensions, OptionalLong.of(seed));
    }

    /** The plain sequence, whose first point is 0 everywhere. */
    public static SobolSequence plain(int dimensions) {
        return new SobolSequence(dimensions, OptionalLong.empty());
    }

    /** {@code [dimensions]}, each from 0 to less than 1. */
    public double[] point(int number) {
        SobolSequenceGenerator generator = new SobolSequenceGenerator(dimensions);
        double[] point = generator.skipTo(number);
        if (scramble.isPresent()) {
            for (int d = 0; d < dimensions; d++) {
                point[d] = scrambled((long) (point[d] / SCALE), scramble.getAsLong(), d) * SCALE;
            }
        }
        return point;
    }

    private static long scrambled(long digits, long seed, int dimension) {
        KeyedDraws key = new KeyedDraws(seed, dimension);
        long own = key.next();
        long flips = 0;
        for (int k = 0; k < NESTED; k++) {
            long before = digits >>> (DIGITS - k); // the digits above the k-th, with their number as the key
            flips |= (new KeyedDraws(own + k, before).next() & 1) << (DIGITS - 1 - k);
        }
        long rest = key.next() & ((1L << (DIGITS - NESTED)) - 1);
        return digits ^ flips ^ rest;
    }
}
