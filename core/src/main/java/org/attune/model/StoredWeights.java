// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.weights.Checkpoint;
import org.attune.weights.TensorInfo;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint by the names of a whole model; the linear layer of a separate head is its {@code classifier}, and what an adapter
 * brings stands in the place of what it replaces.
 */
final class StoredWeights implements TensorSource {

    private record Place(TensorSource source, String name) {}

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private StoredWeights() {}

    static StoredWeights of(
            Checkpoint checkpoint, @Nullable Checkpoint head, @Nullable StoredAdapter adapter, Blueprint blueprint) {
        StoredWeights weights = new StoredWeights();
        StoredNames.of(checkpoint.tensors().keySet(), blueprint)
                .forEach((whole, stored) -> weights.add(whole, checkpoint, stored));
        if (head != null) {
            head.tensors().keySet().stream()
                    .filter(name -> name.startsWith("linear."))
                    .forEach(name -> weights.add("classifier" + name.substring("linear".length()), head, name));
        }
        if (adapter != null) {
            adapter.names().forEach((whole, stored) -> weights.add(whole, adapter.checkpoint(), stored));
        }
        return weights;
    }

    private void add(String whole, TensorSource source, String stored) {
        TensorInfo info = source.tensors().get(stored);
        if (info != null) {
            places.put(whole, new Place(source, stored));
            tensors.put(whole, new TensorInfo(whole, info.dtype(), info.shape()));
        }
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Tensor load(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new InputException(
                    "model.missing-weights",
                    name,
                    "the checkpoint has no such tensor",
                    "it has every weight",
                    "fetch it again");
        }
        return place.source().load(place.name());
    }
}
