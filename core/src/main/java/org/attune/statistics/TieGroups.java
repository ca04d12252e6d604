// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Candidates in groups: each group is what cannot be told apart from the best that is left. */
public final class TieGroups {

    private TieGroups() {}

    /**
     * The best group first, in each the best candidate first.
     *
     * @param values a larger one is better
     * @param p of each pair, symmetric, corrected; NaN: not tested, told apart by the value alone
     * @param clear below which two are told apart
     */
    public static List<List<Integer>> of(double[] values, double[][] p, double clear) {
        List<Integer> left = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
                .collect(Collectors.toCollection(ArrayList::new));
        List<List<Integer>> groups = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = left.get(0);
            List<Integer> group = left.stream()
                    .filter(i -> i == best || p[best][i] >= clear || values[i] == values[best])
                    .toList();
            groups.add(group);
            left.removeAll(group);
        }
        return groups;
    }

    /** Pairs in the order (0, 1), (0, 2), … as a matrix with ones on its diagonal. */
    public static double[][] symmetric(double[] pairs, int candidates) {
        double[][] all = new double[candidates][candidates];
        int next = 0;
        for (int i = 0; i < candidates; i++) {
            all[i][i] = 1;
            for (int j = i + 1; j < candidates; j++) {
                all[i][j] = pairs[next];
                all[j][i] = pairs[next++];
            }
        }
        return all;
    }
}
