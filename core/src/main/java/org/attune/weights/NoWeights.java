// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** The checkpoint of a model that is drawn, not read. */
record NoWeights(String sha256) implements Checkpoint {

    @Override
    public Map<String, TensorInfo> tensors() {
        return Map.of();
    }

    @Override
    public Tensor load(String name) {
        throw Missing.tensor("a model without weights", name, Set.of());
    }

    @Override
    public void close() {}
}
