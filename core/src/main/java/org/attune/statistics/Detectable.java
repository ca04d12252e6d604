// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a comparison of two shares on paired rows can see (Connor 1987): the size of the test set decides it with the share of rows
 * that exactly one has right.
 *
 * @param discordance that share
 */
public record Detectable(int rows, double discordance) {

    private static final double LEVEL = new NormalDistribution().inverseCumulativeProbability(0.975);
    private static final double POWER = new NormalDistribution().inverseCumulativeProbability(0.8);

    /** The smallest true difference that is found at the 5 % level in 80 of 100 tests; NaN where none is. */
    public double difference() {
        if (!(discordance > 0) || power(discordance) < 0.8) {
            return Double.NaN;
        }
        double low = 0;
        double high = discordance;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (difference(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The chance that a true difference is found at the 5 % level. */
    public double power(double difference) {
        double spread = Math.sqrt(Math.max(0, discordance - difference * difference));
        double reach = Math.abs(difference) * Math.sqrt(rows) - LEVEL * Math.sqrt(discordance);
        return spread == 0 ? (reach > 0 ? 1 : 0) : new NormalDistribution().cumulativeProbability(reach / spread);
    }

    /** How much is missing to be seen. */
    private double difference(double d) {
        return LEVEL * Math.sqrt(discordance) + POWER * Math.sqrt(discordance - d * d) - d * Math.sqrt(rows);
    }
}
