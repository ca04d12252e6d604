// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.data.similar.Components;

/**
 * Parts that follow each other in time: what is learnt from is never younger than what is measured with. A cluster has the time of its
 * earliest row; clusters of one time stay together. A part ends where its share is reached or passed.
 */
final class TimeSplit {

    private final double[] shares;

    TimeSplit(double[] shares) {
        this.shares = shares;
    }

    /** @param times of the rows; only their order counts */
    Assignment assign(Components components, double[] times) {
        int[] cluster = new int[times.length];
        Arrays.setAll(cluster, components::find);
        Map<Integer, Double> earliest = new HashMap<>();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int row = 0; row < times.length; row++) {
            earliest.merge(cluster[row], times[row], Math::min);
            sizes.merge(cluster[row], 1, Integer::sum);
        }
        TreeMap<Double, List<Integer>> byTime = new TreeMap<>();
        earliest.forEach((name, time) ->
                byTime.computeIfAbsent(time, t -> new java.util.ArrayList<>()).add(name));
        int[] partOf = new int[times.length];
        int part = 0;
        long done = 0;
        double end = shares[0] * times.length;
        for (List<Integer> names : byTime.values()) {
            while (part + 1 < shares.length && done >= end - 1e-9) {
                end += shares[++part] * times.length;
            }
            for (int name : names) {
                partOf[name] = part;
                done += sizes.getOrDefault(name, 0);
            }
        }
        int[] parts = new int[times.length];
        Arrays.setAll(parts, row -> partOf[cluster[row]]);
        return new Assignment(parts, cluster);
    }
}
