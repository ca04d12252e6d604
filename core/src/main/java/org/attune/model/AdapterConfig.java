// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * PEFT's adapter_config.json. A field that would change what is computed is refused unless it is off, also one that is not known
 * here: to leave it out would be silently wrong.
 *
 * @param base the name of the base model as the file has it
 * @param taskType {@code SEQ_CLS}, {@code TOKEN_CLS}, {@code CAUSAL_LM}, {@code FEATURE_EXTRACTION}, or empty
 */
record AdapterConfig(
        int rank,
        double alpha,
        double dropout,
        boolean rankStabilised,
        List<String> saved,
        String base,
        Optional<String> revision,
        String taskType) {

    static final String FILE = "adapter_config.json";

    /** Fields that are read, and those that say how an adapter was made: by now its tensors say all of it. */
    private static final Set<String> NEUTRAL = Set.of(
            "task_type",
            "auto_mapping",
            "peft_version",
            "base_model_name_or_path",
            "revision",
            "inference_mode",
            "r",
            "target_modules",
            "exclude_modules",
            "fan_in_fan_out",
            "lora_alpha",
            "lora_dropout",
            "use_rslora",
            "modules_to_save",
            "layers_to_transform",
            "layers_pattern",
            "megatron_core",
            "qalora_group_size",
            "runtime_config",
            "eva_config",
            "ensure_weight_tying");

    /** Ways to begin that leave the base as it is. */
    private static final Set<String> BEGINNINGS = Set.of("true", "false", "gaussian", "eva", "orthogonal", "");

    /** @throws InputException with everything that is wrong with the file */
    static AdapterConfig read(Path file) {
        ObjectNode json = ModelJson.read(file);
        Problems problems = new Problems();
        check(json.path("peft_type").asString("").equals("LORA"), file, "peft_type", json, "LORA", problems);
        JsonNode rank = json.path("r");
        check(rank.isInt() && rank.asInt() > 0, file, "r", json, "a whole number above 0", problems);
        check(json.path("lora_alpha").isNumber(), file, "lora_alpha", json, "a number", problems);
        json.propertyNames().stream()
                .filter(field -> !NEUTRAL.contains(field) && !field.equals("peft_type"))
                .forEach(field -> check(
                        field.equals("init_lora_weights")
                                ? BEGINNINGS.contains(json.path(field).asString(""))
                                : isOff(json.path(field)),
                        file,
                        field,
                        json,
                        "off: this version has plain LoRA alone",
                        problems));
        problems.throwIfAny();
        JsonNode saved = json.path("modules_to_save");
        return new AdapterConfig(
                rank.asInt(),
                json.path("lora_alpha").asDouble(),
                json.path("lora_dropout").asDouble(0),
                json.path("use_rslora").asBoolean(false),
                saved.values().stream().map(module -> module.asString("")).toList(),
                json.path("base_model_name_or_path").asString(""),
                Optional.of(json.path("revision").asString("")).filter(text -> !text.isBlank()),
                json.path("task_type").asString(""));
    }

    Adapter adapter(Collection<String> layers) {
        return new Adapter(rank, alpha, dropout, rankStabilised, List.copyOf(layers), saved);
    }

    private static boolean isOff(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isContainer() && value.isEmpty())
                || (value.isString() && Set.of("none", "").contains(value.stringValue()))
                || (value.isNumber() && value.asDouble() == 0);
    }

    private static void check(
            boolean holds, Path file, String field, JsonNode json, String expected, Problems problems) {
        if (!holds) {
            problems.add(
                    "model.adapter",
                    file + ": " + field,
                    json.has(field) ? "is " + Problem.quote(json.path(field)) : "is missing",
                    field + " is " + expected,
                    "merge the adapter with the library that made it, and name the merged model");
        }
    }
}
