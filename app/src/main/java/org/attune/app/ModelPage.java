// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.attune.config.ModelConfig;
import org.attune.model.Base;
import org.attune.model.ModelFacts;
import org.attune.model.ModelImport;
import org.attune.weights.TensorSource;
import tools.jackson.databind.JsonNode;

/** Everything worth knowing of a model, read from its files; of its weights only the names and shapes. */
final class ModelPage {

    private ModelPage() {}

    /** @throws org.attune.problem.InputException with everything that is wrong with the model */
    static Map<String, Object> of(String model) {
        Map<String, Object> page = new LinkedHashMap<>();
        try (Base base = ModelImport.open(ModelConfig.of(model))) {
            page.put("model", base.description());
            page.put("architecture", base.config().modelType());
            page.put("layers", base.config().sizes().blocks());
            page.put("width", base.config().sizes().width());
            page.put("heads", base.config().sizes().heads());
            ModelFacts facts = ModelFacts.of(base);
            page.put("parameters", facts.parameters());
            page.put("dtype", types(base.weights()));
            if (!facts.licence().isEmpty()) {
                page.put("licence", facts.licence());
            }
            if (base.texts() != null) {
                page.put("max_length", base.maxLength());
                page.put("vocabulary", base.texts().vocabularySize());
            }
            page.put("pooling", base.pooling().name().toLowerCase(Locale.ROOT));
            if (!base.labels().isEmpty()) {
                page.put("labels", base.labels());
            }
            base.attune().properties().forEach(entry -> page.putIfAbsent(entry.getKey(), plain(entry.getValue())));
            if (base.texts() != null) {
                page.put("tokenizer_sha256", base.texts().sha256());
            }
            page.put("sha256", base.sha256());
        }
        return page;
    }

    private static Object plain(JsonNode value) {
        return value.isString() ? value.stringValue() : value;
    }

    private static String types(TensorSource weights) {
        return weights.tensors().values().stream()
                .filter(ModelFacts::isLearnt)
                .map(tensor -> tensor.dtype().name().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
