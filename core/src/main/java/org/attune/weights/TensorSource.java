// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Named tensors, described at once and fetched one at a time, so that nothing holds all of them. */
public interface TensorSource {

    /** Descriptions by name, in the source's own order. */
    Map<String, TensorInfo> tensors();

    /**
     * The tensor of that name.
     *
     * @throws org.attune.problem.InputException if there is none, or its file cannot be read
     */
    Tensor load(String name);

    /** Tensors that are in memory already; they stay the caller's. */
    static TensorSource of(Map<String, Tensor> tensors) {
        Map<String, Tensor> held = new LinkedHashMap<>(tensors);
        Map<String, TensorInfo> described = new LinkedHashMap<>();
        held.forEach((name, tensor) -> described.put(name, NativeTensors.describe(name, tensor)));
        return new TensorSource() {
            @Override
            public Map<String, TensorInfo> tensors() {
                return described;
            }

            @Override
            public Tensor load(String name) {
                Tensor tensor = held.get(name);
                if (tensor == null) {
                    throw Missing.tensor("tensors in memory", name, held.keySet());
                }
                return tensor;
            }
        };
    }
}
