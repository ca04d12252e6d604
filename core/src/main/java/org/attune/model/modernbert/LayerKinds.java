// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import java.util.List;
import org.attune.model.ConfigFields;
import org.attune.model.LayerTypes;
import org.attune.model.RotarySettings;
import org.attune.model.Sight;
import org.attune.nn.RotaryScaling;

/**
 * Which blocks see everything and which a window, and the rotary theta of each kind. Configurations have them as lists and objects
 * (transformers 5) or as every how many blocks one sees everything (before).
 *
 * @param sliding for each block whether it sees a window
 */
record LayerKinds(List<Boolean> sliding, double globalTheta, double localTheta) {

    static LayerKinds read(ConfigFields fields, int blocks) {
        fields.without("rope_scaling");
        int every = fields.count("global_attn_every_n_layers", 1, 1 << 10, 3);
        return new LayerKinds(
                LayerTypes.sliding(fields, blocks, i -> i % every != 0),
                theta(fields, LayerTypes.FULL, "global_rope_theta", 160_000),
                theta(fields, LayerTypes.SLIDING, "local_rope_theta", 10_000));
    }

    /** @param dim the width of a head */
    Sight.Rotaries rotaries(int dim) {
        return new Sight.Rotaries(
                new RotarySettings(dim, globalTheta, RotaryScaling.none()),
                new RotarySettings(dim, localTheta, RotaryScaling.none()));
    }

    private static double theta(ConfigFields fields, String kind, String olderKey, double otherwise) {
        ConfigFields parameters = fields.inside("rope_parameters").inside(kind);
        parameters.only("rope_type", "default");
        double older = fields.number(olderKey, 1, 1e12, otherwise);
        return parameters.number("rope_theta", 1, 1e12, older);
    }
}
