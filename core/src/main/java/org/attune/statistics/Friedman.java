// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.ranking.NaturalRanking;

/**
 * Friedman's test (1937) of candidates over several data sets, on ranks within each: whether any differs.
 *
 * @param ranks mean rank of each candidate, 1 is the best
 */
public record Friedman(double[] ranks, int sets, double statistic, double p) {

    /** @param values a larger one is better, {@code [sets][candidates]}; at least two of each */
    public static Friedman of(double[][] values) {
        int sets = values.length;
        int candidates = values[0].length;
        double[] sums = new double[candidates];
        double ties = 0;
        for (double[] set : values) {
            double[] ranks =
                    new NaturalRanking().rank(Arrays.stream(set).map(v -> -v).toArray());
            for (int c = 0; c < candidates; c++) {
                sums[c] += ranks[c];
            }
            ties += ties(ranks);
        }
        double squares = Arrays.stream(sums).map(sum -> sum * sum).sum();
        double untied = 12.0 / (sets * candidates * (candidates + 1.0)) * squares - 3.0 * sets * (candidates + 1.0);
        double share = 1 - ties / (sets * candidates * (candidates * (double) candidates - 1));
        double statistic = share == 0 ? 0 : untied / share;
        double p = 1 - new ChiSquaredDistribution(candidates - 1.0).cumulativeProbability(statistic);
        return new Friedman(Arrays.stream(sums).map(sum -> sum / sets).toArray(), sets, statistic, p);
    }

    /** p of each pair by the normal distribution of the difference of mean ranks (Demšar 2006), corrected by Holm; symmetric. */
    public double[][] pairs() {
        int candidates = ranks.length;
        double error = Math.sqrt(candidates * (candidates + 1) / (6.0 * sets));
        NormalDistribution normal = new NormalDistribution();
        double[] p = new double[candidates * (candidates - 1) / 2];
        int next = 0;
        for (int i = 0; i < candidates; i++) {
            for (int j = i + 1; j < candidates; j++) {
                p[next++] = 2 * normal.cumulativeProbability(-Math.abs(ranks[i] - ranks[j]) / error);
            }
        }
        return TieGroups.symmetric(Correction.HOLM.of(p), candidates);
    }

    /** The sum of t³ − t over groups of t equal ranks. */
    static double ties(double[] ranks) {
        double[] sorted = ranks.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double t = to - from;
            sum += t * t * t - t;
            from = to;
        }
        return sum;
    }
}
