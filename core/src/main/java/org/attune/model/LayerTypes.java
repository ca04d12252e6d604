// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Which blocks attend to everything and which to a window: {@code layer_types}, a name for each block. */
public final class LayerTypes {

    public static final String FULL = "full_attention";
    public static final String SLIDING = "sliding_attention";

    private LayerTypes() {}

    /**
     * For each block whether it attends to a window.
     *
     * @param otherwise the same where config.json has no such list
     */
    public static List<Boolean> sliding(ConfigFields fields, int blocks, IntPredicate otherwise) {
        List<String> named = fields.texts("layer_types");
        if (!named.isEmpty() && named.size() != blocks) {
            fields.wrong(
                    "layer_types", "has " + named.size() + " entries", "one entry for each of " + blocks + " blocks");
        }
        List<Boolean> sliding = new ArrayList<>(blocks);
        for (int i = 0; i < blocks; i++) {
            String name = i < named.size() ? named.get(i) : otherwise.test(i) ? SLIDING : FULL;
            if (!name.equals(FULL) && !name.equals(SLIDING)) {
                fields.unsupported("layer_types", name, FULL + ", " + SLIDING);
            }
            sliding.add(name.equals(SLIDING));
        }
        return List.copyOf(sliding);
    }
}
