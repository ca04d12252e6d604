// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.model.Base;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a saved model says of its task: {@code attune.json} where Attune saved it, otherwise what {@code config.json} lets one
 * conclude.
 *
 * @param columns names of the training data's columns by role
 */
record SavedSettings(
        String task,
        @Nullable String problemType,
        List<String> labels,
        Map<String, String> columns,
        int maxLength,
        String truncation,
        int stride,
        double threshold) {

    static SavedSettings of(Base base) {
        JsonNode saved = base.attune();
        JsonNode config = base.config().json();
        String className = config.path("architectures").path(0).asString("");
        boolean tags = className.endsWith("ForTokenClassification");
        boolean images = className.endsWith("ForImageClassification");
        boolean language = className.endsWith("ForCausalLM") || className.equals("GPT2LMHeadModel");
        if (!saved.has("task") && !tags && !language && !images && !className.endsWith("ForSequenceClassification")) {
            throw new InputException(
                    "model.no-head",
                    base.description(),
                    "the model has no head that answers" + (className.isEmpty() ? "" : " (" + className + ")"),
                    "a tuned model has a head for its task",
                    "name the directory of a finished run, or tune this model first with `attune train`");
        }
        String problem =
                saved.path("problem_type").asString(config.path("problem_type").asString(""));
        boolean number = problem.isEmpty() && config.path("id2label").size() == 1;
        String type = number ? "regression" : problem.isEmpty() && !tags ? "single_label_classification" : problem;
        Map<String, String> columns = new LinkedHashMap<>();
        saved.path("columns")
                .properties()
                .forEach(entry -> columns.put(entry.getKey(), entry.getValue().asString("")));
        String otherwise = language
                ? "causal-lm"
                : images
                        ? Tasks.IMAGES
                        : tags
                                ? "token-classification"
                                : type.equals("regression") ? "text-regression" : "text-classification";
        return new SavedSettings(
                saved.path("task").asString(otherwise),
                type.isEmpty() ? null : type,
                type.equals("regression") ? List.of() : labels(saved, config),
                columns,
                Math.min(base.maxLength(), saved.path("max_length").asInt(base.maxLength())),
                saved.path("truncation").asString("right"),
                saved.path("stride").asInt(0),
                saved.path("threshold").asDouble(Threshold.DEFAULT));
    }

    String column(String role) {
        return columns.getOrDefault(role, role);
    }

    /** In the order of the outputs. Names such as LABEL_0 are names too: the model has no better ones. */
    private static List<String> labels(JsonNode saved, JsonNode config) {
        List<String> labels = new ArrayList<>();
        JsonNode own = saved.path("labels");
        for (int i = 0; i < own.size(); i++) {
            labels.add(own.path(i).asString(""));
        }
        JsonNode byId = config.path("id2label");
        for (int i = 0; own.isEmpty() && i < Math.max(2, byId.size()); i++) {
            labels.add(byId.path(String.valueOf(i)).asString("LABEL_" + i));
        }
        return labels;
    }
}
