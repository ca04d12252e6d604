// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.weights.TensorInfo;

/** ResNet 18 to 152 (He et al. 2016), with the stride of a bottleneck in its 3×3 convolution unless config.json says otherwise. */
public final class ResNet implements Architecture {

    static final String TYPE = "resnet";

    @Override
    public Set<String> modelTypes() {
        return Set.of(TYPE);
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return ResNetConfig.read(fields);
    }

    @Override
    public Optional<Map<String, Object>> infer(Map<String, TensorInfo> tensors) {
        return TorchvisionNames.infer(tensors);
    }
}
