// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The YAML at the head of a model card, as the Hugging Face Hub reads it. What is not known is left out. */
final class FrontMatter {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private FrontMatter() {}

    /** Without the lines of dashes. */
    static String yaml(CardFacts facts) {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "license", facts.license());
        all.put("library_name", facts.adapter() ? "peft" : "transformers");
        put(all, "pipeline_tag", facts.pipeline());
        facts.hubBase().ifPresent(base -> {
            all.put("base_model", base);
            all.put("base_model_relation", facts.adapter() ? "adapter" : "finetune");
        });
        put(all, "datasets", facts.hubDatasets());
        SplitResult main = facts.run().evaluation().main().orElse(null);
        if (main != null) {
            put(
                    all,
                    "metrics",
                    facts.metrics(main).keySet().stream()
                            .map(FrontMatter::hubMetric)
                            .distinct()
                            .toList());
        }
        all.put("tags", tags(facts));
        if (main != null && !facts.metrics(main).isEmpty()) {
            all.put("model-index", List.of(index(facts, main)));
        }
        return YAML.writeValueAsString(all);
    }

    private static void put(Map<String, Object> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, value);
        }
    }

    private static void put(Map<String, Object> all, String key, List<String> values) {
        if (!values.isEmpty()) {
            all.put(key, values);
        }
    }

    private static List<String> tags(CardFacts facts) {
        List<String> tags = new ArrayList<>(List.of("attune", "generated_from_trainer"));
        Optional.of(facts.run().recipe().method())
                .filter(method -> !method.isEmpty() && !method.equals("full"))
                .ifPresent(tags::add);
        return tags;
    }

    private static Map<String, Object> index(CardFacts facts, SplitResult split) {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("name", facts.dataName(split.name()));
        dataset.put("type", facts.dataType(split.name()));
        dataset.put("split", split.name());
        List<Map<String, Object>> metrics = new ArrayList<>();
        facts.metrics(split).forEach((name, measure) -> {
            Map<String, Object> metric = new LinkedHashMap<>();
            metric.put("type", hubMetric(name));
            metric.put("value", measure.value());
            metric.put("name", MetricWords.of(name));
            metrics.add(metric);
        });
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("type", facts.pipeline().isEmpty() ? "other" : facts.pipeline());
        task.put("name", facts.taskWords());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", task);
        result.put("dataset", dataset);
        result.put("metrics", metrics);
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("name", facts.run().name());
        index.put("results", List.of(result));
        return index;
    }

    /** The Hub's names of metrics are those of the library evaluate. */
    private static String hubMetric(String name) {
        return switch (name) {
            case "mcc" -> "matthews_correlation";
            case "pearson" -> "pearsonr";
            case "spearman" -> "spearmanr";
            case "rouge1", "rouge2", "rougeL" -> "rouge";
            case "entity_f1", "token_f1" -> "f1";
            case "entity_precision" -> "precision";
            case "entity_recall" -> "recall";
            case "token_accuracy", "acc", "acc_norm", "acc_bytes" -> "accuracy";
            default -> name.replaceFirst("_(macro|micro|weighted)$", "");
        };
    }
}
