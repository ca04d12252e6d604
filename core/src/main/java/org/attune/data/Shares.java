// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Largest remainder: whole numbers per class, each within one of its share, that sum up to the share of all. */
final class Shares {

    private Shares() {}

    /** A class of one is never taken, a larger one never whole; what this leaves over is not moved to other classes. */
    static Map<String, Integer> of(Map<String, Integer> counts, double share) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        int left = (int) Math.max(1, Math.round(all * share));
        Map<String, Integer> taken = new HashMap<>();
        List<String> byRemainder = new ArrayList<>(counts.keySet());
        for (Map.Entry<String, Integer> one : counts.entrySet()) {
            int floor = Math.min((int) Math.floor(one.getValue() * share), one.getValue() - 1);
            taken.put(one.getKey(), floor);
            left -= floor;
        }
        byRemainder.sort(Comparator.<String>comparingDouble(c -> remainder(counts.getOrDefault(c, 0), share))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        for (String name : byRemainder) {
            int count = counts.getOrDefault(name, 0);
            int now = taken.getOrDefault(name, 0);
            if (left > 0 && now + 1 < count && now < count * share) {
                taken.put(name, now + 1);
                left--;
            }
        }
        return taken;
    }

    private static double remainder(int count, double share) {
        double quota = count * share;
        return quota - Math.floor(quota);
    }
}
