// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.weights.TensorInfo;

/** A family of networks that share a forward function. */
public interface Architecture {

    /** The values of {@code model_type} in config.json that it serves. */
    Set<String> modelTypes();

    /** Reads config.json; whatever is wrong or not supported becomes a problem of {@code fields}. Allocates nothing. */
    Blueprint read(ConfigFields fields);

    /** What config.json would say of a checkpoint that comes alone, by its names and shapes; empty where they are not its own. */
    default Optional<Map<String, Object>> infer(Map<String, TensorInfo> tensors) {
        return Optional.empty();
    }
}
