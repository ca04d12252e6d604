// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.Arrays;
import org.attune.data.similar.Clusters;
import org.attune.data.similar.Components;
import org.attune.data.similar.Groups;
import org.attune.data.similar.NearDuplicates;
import org.jspecify.annotations.Nullable;

/**
 * Which rows must stay together.
 *
 * @param inputs equal numbers: equal inputs
 * @param groups equal numbers: one group; a number below zero is no group
 * @param near null where only equal inputs count
 */
record Links(int[] inputs, int[] groups, @Nullable NearDuplicates near) {

    /** Rows that hang together, also by way of others. */
    Components components() {
        Components components = new Components(inputs.length);
        Groups.each(inputs, rows -> join(components, rows));
        Groups.each(groups, rows -> {
            if (groups[rows[0]] >= 0) {
                join(components, rows);
            }
        });
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
                || (groups[row] >= 0 && groups[row] == groups[other])
                || (near != null && near.similarity(row, other) >= near.threshold());
    }

    private static void join(Components components, int[] rows) {
        for (int row : rows) {
            components.join(rows[0], row);
        }
    }
}
