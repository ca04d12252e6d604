// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Map;
import java.util.Optional;
import org.attune.weights.TensorInfo;
import tools.jackson.databind.node.ObjectNode;

/** config.json of an adapted model that PEFT does not write: the base's, with the head that the adapter brings. */
final class AdaptedConfig {

    private AdaptedConfig() {}

    static ArchitectureConfig of(ArchitectureConfig base, String taskType, StoredAdapter adapter, String where) {
        ObjectNode json = base.json();
        String ending = switch (taskType) {
            case "SEQ_CLS" -> "ForSequenceClassification";
            case "TOKEN_CLS" -> "ForTokenClassification";
            default -> "";
        };
        if (ending.isEmpty()) {
            return base;
        }
        json.putArray("architectures").add(base.blueprint().className() + ending);
        outputs(adapter).filter(count -> count != json.path("id2label").size()).ifPresent(count -> {
            ObjectNode labels = json.putObject("id2label");
            ObjectNode ids = json.putObject("label2id");
            for (int i = 0; i < count; i++) {
                labels.put(String.valueOf(i), "LABEL_" + i);
                ids.put("LABEL_" + i, i);
            }
            json.remove("problem_type");
        });
        return ArchitectureConfig.of(json, where);
    }

    /** Rows of the last layer of the classifier: RoBERTa's has two, the reference's others one. */
    private static Optional<Integer> outputs(StoredAdapter adapter) {
        return adapter.names().entrySet().stream()
                .filter(entry -> entry.getKey().matches("classifier\\.(out_proj\\.)?weight"))
                .map(Map.Entry::getValue)
                .map(adapter.checkpoint().tensors()::get)
                .map(TensorInfo::shape)
                .map(shape -> Math.toIntExact(shape[0]))
                .findFirst();
    }
}
