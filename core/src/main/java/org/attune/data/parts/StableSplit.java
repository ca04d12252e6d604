// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attune.data.similar.Components;
import org.attune.data.similar.Groups;

/**
 * A hash of the oldest row of a cluster decides; the oldest is the one that stands first in the files. Rows that are added behind
 * them move none: a new row goes where the rows are that it must stay with, and one that would join rows of several parts is set
 * aside. Shares hold as coin tosses hold them, within binomial bounds over clusters.
 */
final class StableSplit {

    /** Members of a cluster that a new row is held against, the oldest ones. */
    private static final int MOST_COMPARED = 256;

    private final double[] shares;
    private final long[] keys;

    StableSplit(double[] shares, long[] keys) {
        this.shares = shares;
        this.keys = keys;
    }

    /** Rows of one part that stay together, by their order. */
    private record Cluster(int part, List<Integer> rows) {}

    Assignment assign(Links links) {
        int[] part = new int[keys.length];
        int[] cluster = new int[keys.length];
        Arrays.setAll(part, row -> partOf(keys[row]));
        Arrays.setAll(cluster, row -> row);
        Components components = links.components();
        int[] names = new int[keys.length];
        Arrays.setAll(names, components::find);
        Groups.each(names, rows -> component(rows, links, part, cluster));
        return new Assignment(part, cluster);
    }

    /** Adds the rows of a component in their order, as they came to the files. */
    private void component(int[] rows, Links links, int[] part, int[] cluster) {
        List<Cluster> clusters = new ArrayList<>();
        for (int row : rows) {
            List<Cluster> met = clusters.stream()
                    .filter(c -> c.rows.stream().limit(MOST_COMPARED).anyMatch(other -> links.linked(row, other)))
                    .toList();
            Set<Integer> parts = new LinkedHashSet<>();
            met.forEach(c -> parts.add(c.part));
            if (parts.size() > 1) {
                part[row] = Assignment.ASIDE;
                continue;
            }
            if (met.isEmpty()) {
                clusters.add(new Cluster(part[row], new ArrayList<>(List.of(row))));
                continue;
            }
            Cluster first = met.get(0);
            first.rows.add(row);
            met.stream().skip(1).forEach(other -> {
                first.rows.addAll(other.rows);
                clusters.remove(other);
            });
            part[row] = first.part;
        }
        clusters.forEach(c -> c.rows.forEach(row -> cluster[row] = c.rows.get(0)));
    }

    /** The key as a number from 0 to 1, and the part in whose interval it lies. */
    private int partOf(long key) {
        double place = (key >>> 11) * 0x1.0p-53;
        double end = 0;
        for (int part = 0; part < shares.length - 1; part++) {
            end += shares[part];
            if (place < end) {
                return part;
            }
        }
        return shares.length - 1;
    }
}
