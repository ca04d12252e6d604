// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.attune.config.NewTokens;
import org.attune.model.Adapter;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.tensor.Parameter;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what an adapted model has learnt as a PEFT adapter directory: {@code adapter_config.json}, and in
 * {@code adapter_model.safetensors} the factors and the modules that learnt whole. Where transformers has no head that pools this
 * way, the adapter is one of the bare encoder, and the head a file beside it as for sentence-transformers.
 */
final class AdapterDirectory {

    private static final String PREFIX = "base_model.model.";

    private final Model model;
    private final Adapter adapter;
    private final Base base;

    /** What stands before the names in the model and not in those of the class that PEFT wraps. */
    private final String left;

    private AdapterDirectory(Model model, Base base) {
        this.model = model;
        this.base = base;
        adapter = Objects.requireNonNull(model.adapter());
        left = isWhole() ? "" : model.blueprint().names().prefix() + ".";
    }

    static void write(Path folder, Model model, Base base, SafetensorsWriter writer) {
        AdapterDirectory directory = new AdapterDirectory(model, base);
        JsonFile.write(folder.resolve("adapter_config.json"), directory.config());
        writer.file(folder.resolve("adapter_model.safetensors"), directory.tensors());
    }

    /** The base for attune.json: its name as {@link org.attune.model.ModelImport} reads it, its weights' hash, and what its vocabulary got. */
    static ObjectNode describe(Base base) {
        ObjectNode described = JsonFile.object().put("model", place(base)).put("sha256", base.sha256());
        NewTokens tokens = base.newWords().tokens();
        if (!tokens.isEmpty()) {
            tokens.plain().forEach(described.putArray("new_tokens")::add);
            tokens.special().forEach(described.putArray("new_special_tokens")::add);
        }
        return described;
    }

    private boolean isWhole() {
        return !model.blueprint().isBare(model.request());
    }

    private ObjectNode config() {
        ObjectNode config = JsonFile.object();
        String[] hub =
                place(base).startsWith("hf:") ? place(base).substring(3).split("@", 2) : new String[] {place(base)};
        config.putNull("auto_mapping");
        config.put("base_model_name_or_path", hub[0]);
        config.put("revision", hub.length > 1 ? hub[1] : null);
        config.put("peft_type", "LORA");
        config.put("task_type", taskType());
        config.put("inference_mode", true);
        Adapter.Form form = adapter.form();
        config.put("r", form.rank());
        put(config, "lora_alpha", form.alpha());
        config.put("lora_dropout", form.dropout());
        config.put("use_rslora", form.rankStabilised());
        config.put("use_dora", form.decomposed());
        patterns(config);
        config.put("bias", "none");
        config.put("fan_in_fan_out", adapter.layers().stream().anyMatch(model::isTransposed));
        config.put("init_lora_weights", true);
        targets().forEach(config.putArray("target_modules")::add);
        saved().forEach(config.putArray("modules_to_save")::add);
        return config;
    }

    /** Layers that differ by their whole names, of which PEFT makes regular expressions. */
    private void patterns(ObjectNode config) {
        ObjectNode ranks = config.putObject("rank_pattern");
        ObjectNode alphas = config.putObject("alpha_pattern");
        for (Adapter.Part part : adapter.parts()) {
            String name = part.layer().substring(left.length());
            if (part.rank() != adapter.form().rank()) {
                ranks.put(name, part.rank());
            }
            if (part.alpha() != adapter.form().alpha()) {
                put(alphas, name, part.alpha());
            }
        }
        if (!adapter.rows().isEmpty()) {
            ObjectNode rows = config.putObject("trainable_token_indices");
            for (Adapter.Rows learnt : adapter.rows()) {
                String table = learnt.module().substring(learnt.module().lastIndexOf('.') + 1);
                learnt.numbers().forEach(rows.putArray(table)::add);
            }
        }
    }

    /** A whole number without a point. */
    private static void put(ObjectNode node, String field, double value) {
        if (value == Math.rint(value)) {
            node.put(field, (long) value);
        } else {
            node.put(field, value);
        }
    }

    private String taskType() {
        if (!isWhole()) {
            return "FEATURE_EXTRACTION";
        }
        return switch (model.request().kind()) {
            case SEQUENCE -> "SEQ_CLS";
            case TOKENS -> "TOKEN_CLS";
            case IMAGE -> throw new IllegalStateException("no adapter is learnt on a model of images");
            case LANGUAGE -> "CAUSAL_LM";
            case EMBEDDING -> "FEATURE_EXTRACTION";
        };
    }

    private TensorSource tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters().all()) {
            if (adapter.learns(parameter.name()) && parameter.name().startsWith(left)) {
                tensors.put(PREFIX + parameter.name().substring(left.length()), parameter.full());
            }
        }
        return TensorSource.of(tensors);
    }

    private List<String> saved() {
        return adapter.saved().stream()
                .filter(module -> module.startsWith(left))
                .map(module -> module.substring(left.length()))
                .toList();
    }

    /** The shortest endings of the adapted layers' names that no other module's name has: PEFT goes by endings. */
    private Set<String> targets() {
        List<String> others = new ArrayList<>();
        for (Parameter parameter : model.parameters().all()) {
            String module = parameter.name().substring(0, parameter.name().lastIndexOf('.'));
            if (!Adapter.isPart(parameter.name()) && !adapter.layers().contains(module)) {
                others.add(module);
            }
        }
        Set<String> targets = new TreeSet<>();
        for (String layer : adapter.layers()) {
            targets.add(ending(layer.substring(left.length()), others));
        }
        return targets;
    }

    private static String ending(String layer, List<String> others) {
        for (int dot = layer.lastIndexOf('.'); dot >= 0; dot = layer.lastIndexOf('.', dot - 1)) {
            String ending = layer.substring(dot);
            if (others.stream().noneMatch(other -> other.endsWith(ending))) {
                return ending.substring(1);
            }
        }
        return layer;
    }

    /** Paths are written whole: the adapter's folder may be anywhere. */
    private static String place(Base base) {
        String name = base.description();
        if (name.startsWith("builtin:") || name.startsWith("hf:")) {
            return name;
        }
        Path path = Path.of(name).toAbsolutePath().normalize();
        boolean isRun = !Files.exists(path.resolve("config.json")) && Files.exists(path.resolve("model/config.json"));
        return (isRun ? path.resolve("model") : path).toString();
    }
}
