// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.weights.TensorInfo;

/**
 * The residual networks for images of 32×32 (He et al. 2016, section 4.2) with shortcuts that have no weights, by the names of
 * akamaster's state dicts.
 */
public final class CifarResNet implements Architecture {

    static final String TYPE = "cifar-resnet";

    private static final List<String> CIFAR_10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @Override
    public Set<String> modelTypes() {
        return Set.of(TYPE);
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return CifarResNetConfig.read(fields);
    }

    /** Published state dicts with ten outputs are of CIFAR-10, whose labels no file of theirs says. */
    @Override
    public Optional<Map<String, Object>> infer(Map<String, TensorInfo> tensors) {
        TensorInfo stem = tensors.get("conv1.weight");
        TensorInfo head = tensors.get("linear.weight");
        if (stem == null || head == null || stem.shape().length != 4 || tensors.containsKey("layer4.0.conv1.weight")) {
            return Optional.empty();
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", TYPE);
        config.put("num_channels", stem.shape()[1]);
        config.put("width", stem.shape()[0]);
        config.put("depths", TorchvisionNames.depths(tensors.keySet(), CifarResNetConfig.STAGES));
        if (head.shape()[0] == CIFAR_10.size()) {
            Map<String, Object> labels = new LinkedHashMap<>();
            CIFAR_10.forEach(label -> labels.put(String.valueOf(labels.size()), label));
            config.put("id2label", labels);
        }
        return Optional.of(config);
    }
}
