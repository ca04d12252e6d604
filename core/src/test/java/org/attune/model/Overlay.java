// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.weights.Checkpoint;
import org.attune.weights.TensorInfo;
import org.bytedeco.pytorch.Tensor;

/** Two checkpoints as one; what both have comes from the second. */
record Overlay(Checkpoint below, Checkpoint above) implements Checkpoint {

    @Override
    public Map<String, TensorInfo> tensors() {
        Map<String, TensorInfo> both = new LinkedHashMap<>(below.tensors());
        both.putAll(above.tensors());
        return both;
    }

    @Override
    public Tensor load(String name) {
        return above.tensors().containsKey(name) ? above.load(name) : below.load(name);
    }

    @Override
    public String sha256() {
        return below.sha256() + above.sha256();
    }

    @Override
    public void close() {
        below.close();
        above.close();
    }
}
