// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much two agree beyond what their shares of answers make likely (Cohen 1960); 1 where they always do. */
public final class CohensKappa {

    private CohensKappa() {}

    /** Not a number where both always say the same one thing, or where there are no rows. */
    public static <T> double of(List<T> first, List<T> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(first.size() + " and " + second.size() + " answers");
        }
        Map<T, long[]> counts = new HashMap<>();
        long same = 0;
        for (int row = 0; row < first.size(); row++) {
            same += first.get(row).equals(second.get(row)) ? 1 : 0;
            counts.computeIfAbsent(first.get(row), answer -> new long[2])[0]++;
            counts.computeIfAbsent(second.get(row), answer -> new long[2])[1]++;
        }
        double rows = first.size();
        double chance = counts.values().stream()
                .mapToDouble(both -> both[0] / rows * (both[1] / rows))
                .sum();
        return chance == 1 ? Double.NaN : (same / rows - chance) / (1 - chance);
    }
}
