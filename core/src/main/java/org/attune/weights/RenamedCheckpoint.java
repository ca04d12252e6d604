// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/** Some of a checkpoint's tensors by other names. */
final class RenamedCheckpoint implements Checkpoint {

    private final Checkpoint whole;
    private final Map<String, String> stored;
    private final Map<String, TensorInfo> tensors;

    /** @param stored names by the new ones */
    RenamedCheckpoint(Checkpoint whole, Map<String, String> stored) {
        this.whole = whole;
        this.stored = Map.copyOf(stored);
        Map<String, TensorInfo> renamed = new LinkedHashMap<>();
        stored.forEach((name, old) -> {
            TensorInfo info = Objects.requireNonNull(whole.tensors().get(old), old);
            renamed.put(name, new TensorInfo(name, info.dtype(), info.shape()));
        });
        this.tensors = Collections.unmodifiableMap(renamed);
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor load(String name) {
        return whole.load(stored.getOrDefault(name, name));
    }

    @Override
    public String sha256() {
        return whole.sha256();
    }

    @Override
    public void close() {
        whole.close();
    }
}
