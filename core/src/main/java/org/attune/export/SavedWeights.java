// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.tensor.Parameter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;

/** A model's tensors by the names in its files. */
final class SavedWeights {

    private static final String HEAD = "classifier.";

    private SavedWeights() {}

    /** Encoder and head under the reference's names. */
    static TensorSource whole(Model model) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters().all()) {
            tensors.put(parameter.name(), parameter.full());
        }
        tensors.putAll(model.statistics());
        return TensorSource.of(tensors);
    }

    /** The encoder alone, as the reference's bare class has it: without prefix, with a pooler where that has one. */
    static TensorSource encoder(Model model, Base base) {
        String prefix = model.blueprint().names().prefix() + ".";
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters().all()) {
            if (parameter.name().startsWith(prefix)) {
                tensors.put(parameter.name().substring(prefix.length()), parameter.full());
            }
        }
        base.bareRest().forEach((name, tensor) -> tensors.put(name.substring(prefix.length()), tensor));
        return TensorSource.of(tensors);
    }

    /** The linear layer of a head that is one, by sentence-transformers' names. */
    static TensorSource dense(Model model) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters().all()) {
            if (parameter.name().startsWith(HEAD)) {
                tensors.put("linear." + parameter.name().substring(HEAD.length()), parameter.full());
            }
        }
        return TensorSource.of(tensors);
    }
}
