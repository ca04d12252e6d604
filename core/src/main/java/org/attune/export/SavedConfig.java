// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.weights.DType;
import tools.jackson.databind.node.ObjectNode;

/** config.json of a result: the base's own, with what the new head changes and without what no longer holds. */
final class SavedConfig {

    /** What belongs to the tool or the run that wrote the base. */
    private static final List<String> STALE = List.of(
            "_name_or_path",
            "_num_labels",
            "num_labels",
            "transformers_version",
            "auto_map",
            "finetuning_task",
            "task_specific_params",
            "gradient_checkpointing",
            "problem_type",
            "id2label",
            "label2id",
            "torch_dtype",
            "dtype");

    private static final Set<HeadRequest.Kind> UNLABELLED =
            EnumSet.of(HeadRequest.Kind.LANGUAGE, HeadRequest.Kind.EMBEDDING);

    private SavedConfig() {}

    static ObjectNode of(Model model, Base base, SavedHead head, DType type) {
        ObjectNode config = base.config().json();
        config.remove(STALE);
        config.putArray("architectures").add(className(model));
        if (!UNLABELLED.contains(model.request().kind())) {
            putLabels(config, labels(model, head));
        }
        if (head.problemType() != null) {
            config.put("problem_type", head.problemType());
        }
        config.put("dtype", named(type)); // transformers 5
        config.put("torch_dtype", named(type)); // and before
        model.blueprint().describe(model.request(), config);
        return config;
    }

    private static void putLabels(ObjectNode config, List<String> labels) {
        ObjectNode byId = config.putObject("id2label");
        ObjectNode byLabel = config.putObject("label2id");
        for (int i = 0; i < labels.size(); i++) {
            byId.put(String.valueOf(i), labels.get(i));
            byLabel.put(labels.get(i), i);
        }
    }

    private static String className(Model model) {
        HeadRequest request = model.request();
        String family = model.blueprint().className();
        if (model.blueprint().isBare(request)) {
            return family + "Model";
        }
        return switch (request.kind()) {
            case SEQUENCE -> family + "ForSequenceClassification";
            case IMAGE -> family + "ForImageClassification";
            case TOKENS -> family + "ForTokenClassification";
            case LANGUAGE -> model.blueprint().languageClassName();
            case EMBEDDING -> throw new IllegalStateException("a model without a head is a bare one");
        };
    }

    /** Outputs without names are called as transformers calls them. */
    private static List<String> labels(Model model, SavedHead head) {
        int outputs = model.request().outputs();
        if (head.labels().isEmpty()) {
            return IntStream.range(0, outputs).mapToObj(i -> "LABEL_" + i).toList();
        } else if (head.labels().size() != outputs) {
            throw new IllegalArgumentException(head.labels().size() + " labels for " + outputs + " outputs");
        }
        return head.labels();
    }

    private static String named(DType type) {
        return switch (type) {
            case F64 -> "float64";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
            default -> "float32";
        };
    }
}
