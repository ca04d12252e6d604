// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** How much lower than the best a value is expected to be (Mockus 1978), in logarithms, which do not vanish (Ament et al. 2023). */
final class ExpectedImprovement {

    private static final NormalDistribution NORMAL = new NormalDistribution();
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int FRACTIONS = 200;

    private ExpectedImprovement() {}

    static double log(double mean, double deviation, double best) {
        double z = (best - mean) / deviation;
        return Math.log(deviation) + (z > -1 ? Math.log(direct(z)) : tail(-z));
    }

    private static double direct(double z) {
        return Math.exp(-z * z / 2 - LOG_ROOT_TWO_PI) + z * NORMAL.cumulativeProbability(z);
    }

    /**
     * φ(x) - x Φ(-x) for x of 1 and more without a difference of nearly equal numbers: with Laplace's continued fraction
     * Φ(-x) = φ(x) / (x + c), c = 1 / (x + 2 / (x + 3 / ...)), it is φ(x) c / (x + c).
     */
    private static double tail(double x) {
        double c = 0;
        for (int k = FRACTIONS; k >= 1; k--) {
            c = k / (x + c);
        }
        return -x * x / 2 - LOG_ROOT_TWO_PI + Math.log(c / (x + c));
    }
}
