// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Set;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Values from a checkpoint, and drawn ones for the rest.
 *
 * @param usable names to take from the checkpoint
 */
record StoredValues(TensorSource weights, Set<String> usable, Initial initial, long seed) implements Layers.Values {

    @Override
    public @Nullable Tensor stored(Wanted wanted) {
        return usable.contains(wanted.name()) ? weights.load(wanted.name()) : null;
    }

    @Override
    public Tensor fresh(Wanted wanted) {
        return Adapter.isPart(wanted.name()) ? Adapter.initial(wanted, seed) : initial.draw(wanted, seed);
    }
}
