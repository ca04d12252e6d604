// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.model.Model;
import org.attune.optim.ParameterGroup;
import org.attune.tensor.Parameter;

/**
 * Groups what learns by depth and by decay: the rate falls by {@code layerDecay} from each layer to the one below it (ULMFiT,
 * Howard and Ruder 2018), and weight decay spares norms, biases and tables.
 */
public record ParameterGroups(double layerDecay) {

    public List<ParameterGroup> of(Model model, Collection<Parameter> learning) {
        int top = model.backbone().blocks() + 1;
        Map<String, ParameterGroup> byName = new TreeMap<>();
        for (Parameter parameter : learning) {
            boolean decays = parameter.kind() == Parameter.Kind.WEIGHT;
            int depth = layerDecay == 1 ? top : model.depthOf(parameter.name());
            String name = String.format("depth%03d.%s", depth, decays ? "decayed" : "spared");
            double rate = Math.pow(layerDecay, top - depth);
            byName.computeIfAbsent(name, key -> new ParameterGroup(key, new ArrayList<>(), rate, decays ? 1 : 0))
                    .parameters()
                    .add(parameter);
        }
        return List.copyOf(byName.values());
    }
}
