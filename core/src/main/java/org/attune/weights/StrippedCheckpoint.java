// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A checkpoint seen without the prefix that all of its names share. */
final class StrippedCheckpoint implements Checkpoint {

    private final Checkpoint whole;
    private final String prefix;
    private final Map<String, TensorInfo> tensors;

    StrippedCheckpoint(Checkpoint whole, String prefix) {
        this.whole = whole;
        this.prefix = prefix;
        Map<String, TensorInfo> stripped = new LinkedHashMap<>();
        whole.tensors().forEach((name, info) -> {
            String rest = name.substring(prefix.length());
            stripped.put(rest, new TensorInfo(rest, info.dtype(), info.shape()));
        });
        this.tensors = Collections.unmodifiableMap(stripped);
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor load(String name) {
        return whole.load(prefix + name);
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
