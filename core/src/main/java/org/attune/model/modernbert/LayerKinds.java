// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import java.util.ArrayList;
import java.util.List;
import org.attune.model.ConfigFields;

/**
 * Which blocks see everything and which a window, and the rotary theta of each kind. Configurations have them as lists and objects
 * (transformers 5) or as every how many blocks one sees everything (before).
 *
 * @param global for each block whether it sees everything
 */
record LayerKinds(List<Boolean> global, double globalTheta, double localTheta) {

    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    LayerKinds {
        global = List.copyOf(global);
    }

    static LayerKinds read(ConfigFields fields, int blocks) {
        fields.without("rope_scaling");
        return new LayerKinds(
                global(fields, blocks),
                theta(fields, FULL, "global_rope_theta", 160_000),
                theta(fields, SLIDING, "local_rope_theta", 10_000));
    }

    private static List<Boolean> global(ConfigFields fields, int blocks) {
        int every = fields.count("global_attn_every_n_layers", 1, 1 << 10, 3);
        List<String> named = fields.texts("layer_types");
        if (!named.isEmpty() && named.size() != blocks) {
            fields.wrong(
                    "layer_types", "has " + named.size() + " entries", "one entry for each of " + blocks + " blocks");
        }
        List<Boolean> global = new ArrayList<>(blocks);
        for (int i = 0; i < blocks; i++) {
            String name = i < named.size() ? named.get(i) : i % every == 0 ? FULL : SLIDING;
            if (!name.equals(FULL) && !name.equals(SLIDING)) {
                fields.unsupported("layer_types", name, FULL + ", " + SLIDING);
            }
            global.add(name.equals(FULL));
        }
        return global;
    }

    private static double theta(ConfigFields fields, String kind, String olderKey, double otherwise) {
        ConfigFields parameters = fields.inside("rope_parameters").inside(kind);
        parameters.only("rope_type", "default");
        double older = fields.number(olderKey, 1, 1e12, otherwise);
        return parameters.number("rope_theta", 1, 1e12, older);
    }
}
