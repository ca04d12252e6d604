// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attune.model.ModelFacts;
import tools.jackson.databind.JsonNode;

/** What a model card can say of a run without guessing. */
record CardFacts(RunFiles run, Family family) {

    /** Built-in models by their names on the Hub. */
    private static final Map<String, String> BUILT_IN =
            Map.of("builtin:minilm", "sentence-transformers/all-MiniLM-L6-v2");

    static CardFacts of(RunFiles run) {
        return new CardFacts(run, Family.of(run.recipe().task(), null));
    }

    /** Whether the model directory holds an adapter alone. */
    boolean adapter() {
        return List.of("lora", "qlora").contains(run.recipe().method());
    }

    /** As the Hub writes it; empty where it is not known. */
    String license() {
        String recorded = run.provenance("model", "license");
        return recorded.isEmpty() ? ModelFacts.builtInLicence(run.recipe().model()) : recorded;
    }

    Optional<String> hubBase() {
        String model = run.recipe().model();
        return model.startsWith("hf:") ? Optional.of(hub(model)) : Optional.ofNullable(BUILT_IN.get(model));
    }

    /** For prose: the Hub's name, or the last part of a path, which alone means something elsewhere. */
    String baseName() {
        return hubBase().orElseGet(() -> lastPart(run.recipe().model()));
    }

    String pipeline() {
        return switch (run.recipe().task()) {
            case "text-regression" -> "text-classification";
            case "text-similarity" -> "sentence-similarity";
            case "causal-lm" -> "text-generation";
            case "masked-lm" -> "fill-mask";
            default -> run.recipe().task();
        };
    }

    String taskWords() {
        return switch (run.recipe().task()) {
            case "" -> "a task";
            case "causal-lm" -> "text generation";
            case "masked-lm" -> "filling in masked words";
            default -> run.recipe().task().replace('-', ' ');
        };
    }

    /** The main metrics that have a finite value. */
    Map<String, Measure> metrics(SplitResult split) {
        Map<String, Measure> metrics = new LinkedHashMap<>();
        for (String name : MetricWords.main(run, family, split.metrics().keySet())) {
            Measure measure = split.metrics().get(name);
            if (measure != null && Double.isFinite(measure.value())) {
                metrics.put(name, measure);
            }
        }
        return metrics;
    }

    List<String> labels() {
        return run.evaluation()
                .main()
                .map(split -> split.classes().stream().map(ClassResult::label).toList())
                .orElse(List.of());
    }

    List<String> hubDatasets() {
        return Stream.of("train", "validation", "test")
                .flatMap(split -> sources(split).stream())
                .filter(source -> source.startsWith("hf:"))
                .map(CardFacts::hub)
                .distinct()
                .toList();
    }

    /** What the recipe names as the data of a split: files or datasets of the Hub. A share is none. */
    List<String> sources(String split) {
        JsonNode node = run.recipe().tree().path("data").path(split);
        List<String> sources = new ArrayList<>();
        if (node.isString()) {
            sources.add(node.asString(""));
        }
        if (node.isArray()) {
            node.forEach(each -> sources.add(each.asString("")));
        }
        sources.removeIf(source -> source.isBlank() || source.equals("none"));
        return sources;
    }

    /** The file's own name; where the split was taken from the training data, that one's. */
    String dataName(String split) {
        List<String> sources = sources(split).isEmpty() ? sources("train") : sources(split);
        return sources.isEmpty() ? split : lastPart(sources.get(0));
    }

    String dataType(String split) {
        List<String> sources = sources(split).isEmpty() ? sources("train") : sources(split);
        String first = sources.isEmpty() ? "" : sources.get(0);
        int dot = first.lastIndexOf('.');
        return first.startsWith("hf:") ? hub(first) : dot > 0 ? first.substring(dot + 1) : "other";
    }

    private static String hub(String model) {
        String name = model.substring("hf:".length());
        int revision = name.indexOf('@');
        return revision < 0 ? name : name.substring(0, revision);
    }

    static String lastPart(String path) {
        String[] parts = path.replace('\\', '/').split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty()) {
                return parts[i];
            }
        }
        return path;
    }
}
