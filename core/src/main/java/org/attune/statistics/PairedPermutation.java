// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;

/**
 * The permutation test of paired answers (Fisher 1935): if two do not differ, who gave which of the two answers to a row is
 * arbitrary. With several seeds a row's answers are swapped for all seeds at once; what seeds vary is not tested.
 */
public final class PairedPermutation {

    /** The metric sums in another order for each permutation: what differs by rounding alone is as large. */
    private static final double ROUNDING = 1e-12;

    private final RowMetric metric;
    private final int[] first;
    private final int[] second;
    private final int[] once;

    private PairedPermutation(RowMetric metric, int[] first, int[] second) {
        this.metric = metric;
        this.first = first;
        this.second = second;
        this.once = new int[metric.rows()];
        Arrays.fill(once, 1);
    }

    /**
     * The chance of a difference at least as large on either side. All permutations are counted where there are no more than may be
     * drawn.
     *
     * @param first whose answers belong to the first candidate, by seed; {@code second} likewise
     */
    public static double p(RowMetric metric, int[] first, int[] second, Draws draws) {
        return new PairedPermutation(metric, first, second).p(draws);
    }

    /** How many permutations are drawn, and from where. */
    public record Draws(int permutations, long seed) {}

    private double p(Draws draws) {
        boolean[] swapped = new boolean[once.length];
        double observed = Math.abs(difference(swapped));
        boolean all = once.length < 31 && 1 << once.length <= draws.permutations();
        int permutations = all ? 1 << once.length : draws.permutations();
        long asLarge = all ? 0 : 1;
        for (int b = 0; b < permutations; b++) {
            KeyedDraws random = new KeyedDraws(draws.seed(), b);
            for (int row = 0; row < swapped.length; row++) {
                swapped[row] = all ? (b >> row & 1) == 1 : random.flag();
            }
            asLarge += Math.abs(difference(swapped)) >= observed - ROUNDING ? 1 : 0;
        }
        return (double) asLarge / (all ? permutations : permutations + 1);
    }

    private double difference(boolean[] swapped) {
        int[] one = new int[once.length];
        int[] other = new int[once.length];
        double sum = 0;
        for (int s = 0; s < first.length; s++) {
            for (int row = 0; row < one.length; row++) {
                one[row] = swapped[row] ? second[s] : first[s];
                other[row] = swapped[row] ? first[s] : second[s];
            }
            sum += metric.value(once, one) - metric.value(once, other);
        }
        return sum / first.length;
    }
}
