// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.ranking.NaturalRanking;

/**
 * The test of Mann and Whitney (1947): whether values of one sample tend to be larger than those of another. By the normal
 * distribution, with the correction for ties and for continuity; for eight and more of each.
 *
 * @param u pairs in which the first sample's value is the larger one; ties count half
 * @param p of a difference in either direction
 */
public record MannWhitney(double u, double p) {

    public static MannWhitney of(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double[] ranks = new NaturalRanking().rank(all);
        double n = first.length;
        double m = second.length;
        double u = Arrays.stream(ranks, 0, first.length).sum() - n * (n + 1) / 2;
        double size = n + m;
        double spread = Math.sqrt(n * m / 12 * (size + 1 - Friedman.ties(ranks) / (size * (size - 1))));
        double away = Math.max(0, Math.abs(u - n * m / 2) - 0.5);
        double p = spread == 0 ? 1 : 2 * new NormalDistribution().cumulativeProbability(-away / spread);
        return new MannWhitney(u, Math.min(1, p));
    }
}
