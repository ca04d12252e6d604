// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.Arrays;
import java.util.List;
import org.attune.data.similar.Clusters;
import org.attune.data.similar.Components;
import org.attune.data.similar.Groups;
import org.attune.data.similar.NearDuplicates;
import org.jspecify.annotations.Nullable;

/**
 * Which rows must stay together.
 *
 * @param inputs equal numbers: equal inputs
 * @param groups kinds of groups; in each, equal numbers: one group; a number below zero is no group
 * @param near null where only equal inputs count
 */
record Links(int[] inputs, List<int[]> groups, @Nullable NearDuplicates near) {

    /** Rows that hang together, also by way of others. */
    Components components() {
        Components components = new Components(inputs.length);
        Groups.each(inputs, rows -> join(components, rows));
        groups.forEach(kind -> Groups.each(kind, rows -> {
            if (kind[rows[0]] >= 0) {
                join(components, rows);
            }
        }));
        if (near != null) {
            Clusters clusters = near.cluster();
            int[] names = new int[inputs.length];
            Arrays.setAll(names, clusters::of);
            Groups.each(names, rows -> join(components, rows));
        }
        return components;
    }

    /** Whether two rows themselves must stay together. */
    boolean linked(int row, int other) {
        return inputs[row] == inputs[other]
                || groups.stream().anyMatch(kind -> kind[row] >= 0 && kind[row] == kind[other])
                || (near != null && near.similarity(row, other) >= near.threshold());
    }

    private static void join(Components components, int[] rows) {
        for (int row : rows) {
            components.join(rows[0], row);
        }
    }
}
