// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.data.similar.Components;

/**
 * Shares as close as clusters allow: in each class the rows of a part differ from its share by less than the largest cluster of the
 * class, so by less than one where all rows stand alone. A cluster belongs to the class that most of its rows have. What
 * is assigned depends on the rows and the seed, not on the order of the rows.
 *
 * <p>The largest cluster is assigned first, always to the part that lacks most. Then a part gets more than its share only
 * if no other part lacks more, so that no part lacks a whole cluster in the end.
 */
final class ExactSplit {

    private final double[] shares;
    private final long[] keys;

    /** @param keys of the rows: drawn from their content and the seed */
    ExactSplit(double[] shares, long[] keys) {
        this.shares = shares;
        this.keys = keys;
    }

    /** Rows that stay together. */
    private record Cluster(int name, int size, long key, int stratum) {}

    Assignment assign(Components components, int[] classes) {
        Map<Integer, List<Cluster>> strata = new TreeMap<>();
        for (Cluster cluster : clusters(components, classes)) {
            strata.computeIfAbsent(cluster.stratum, s -> new ArrayList<>()).add(cluster);
        }
        int[] partOf = new int[keys.length];
        for (List<Cluster> stratum : strata.values()) {
            stratum.sort(Comparator.comparingInt((Cluster c) -> -c.size).thenComparingLong(Cluster::key));
            fill(stratum, partOf);
        }
        int[] cluster = new int[keys.length];
        Arrays.setAll(cluster, components::find);
        int[] part = new int[keys.length];
        Arrays.setAll(part, row -> partOf[cluster[row]]);
        return new Assignment(part, cluster);
    }

    private void fill(List<Cluster> stratum, int[] partOf) {
        int rows = stratum.stream().mapToInt(Cluster::size).sum();
        double[] lacking = Arrays.stream(shares).map(share -> share * rows).toArray();
        for (Cluster cluster : stratum) {
            int most = 0;
            for (int part = 1; part < lacking.length; part++) {
                most = lacking[part] > lacking[most] + 1e-9 ? part : most;
            }
            lacking[most] -= cluster.size;
            partOf[cluster.name] = most;
        }
    }

    private List<Cluster> clusters(Components components, int[] classes) {
        Map<Integer, List<Integer>> rows = new HashMap<>();
        for (int row = 0; row < keys.length; row++) {
            rows.computeIfAbsent(components.find(row), c -> new ArrayList<>(1)).add(row);
        }
        List<Cluster> clusters = new ArrayList<>(rows.size());
        rows.forEach((name, members) -> {
            long key = members.stream().mapToLong(row -> keys[row]).min().orElse(0);
            clusters.add(new Cluster(name, members.size(), key, stratum(members, classes)));
        });
        return clusters;
    }

    /** The most frequent class; of several the one with the smallest name. */
    private static int stratum(List<Integer> members, int[] classes) {
        Map<Integer, Integer> counts = new TreeMap<>();
        members.forEach(row -> counts.merge(classes[row], 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(e -> -e.getKey()))
                .orElseThrow()
                .getKey();
    }
}
