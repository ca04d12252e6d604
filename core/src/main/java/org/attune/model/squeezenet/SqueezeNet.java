// SPDX-License-Identifier: Apache-2.0
package org.attune.model.squeezenet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.weights.TensorInfo;

/** SqueezeNet (Iandola et al. 2016). */
public final class SqueezeNet implements Architecture {

    static final String TYPE = "squeezenet";

    @Override
    public Set<String> modelTypes() {
        return Set.of(TYPE);
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return SqueezeNetConfig.read(fields);
    }

    @Override
    public Optional<Map<String, Object>> infer(Map<String, TensorInfo> tensors) {
        TensorInfo stem = tensors.get("features.0.weight");
        if (stem == null || !tensors.containsKey("features.3.squeeze.weight")) {
            return Optional.empty();
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", TYPE);
        config.put("version", tensors.containsKey("features.5.squeeze.weight") ? "1_0" : "1_1");
        config.put("num_channels", stem.shape()[1]);
        return Optional.of(config);
    }
}
