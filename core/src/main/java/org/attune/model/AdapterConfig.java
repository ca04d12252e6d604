// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * PEFT's adapter_config.json. A field that would change what is computed is refused unless it is off, also one that is not known
 * here: to leave it out would be silently wrong.
 *
 * @param rows of tables that learn, by the end of the table's name; empty for the table of words
 * @param base the name of the base model as the file has it
 * @param taskType {@code SEQ_CLS}, {@code TOKEN_CLS}, {@code CAUSAL_LM}, {@code FEATURE_EXTRACTION}, or empty
 */
record AdapterConfig(
        Adapter.Form form,
        PartPatterns patterns,
        Map<String, List<Integer>> rows,
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
            "use_dora",
            "rank_pattern",
            "alpha_pattern",
            "trainable_token_indices",
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
                        "off: this version does not have it",
                        problems));
        Map<String, Integer> ranks = map(file, "rank_pattern", json, JsonNode::isInt, JsonNode::asInt, problems);
        Map<String, Double> alphas = map(file, "alpha_pattern", json, JsonNode::isNumber, JsonNode::asDouble, problems);
        Map<String, List<Integer>> rows = rows(file, json, problems);
        problems.throwIfAny();
        JsonNode saved = json.path("modules_to_save");
        return new AdapterConfig(
                new Adapter.Form(
                        rank.asInt(),
                        json.path("lora_alpha").asDouble(),
                        json.path("lora_dropout").asDouble(0),
                        json.path("use_rslora").asBoolean(false),
                        json.path("use_dora").asBoolean(false)),
                new PartPatterns(ranks, alphas),
                rows,
                saved.values().stream().map(module -> module.asString("")).toList(),
                json.path("base_model_name_or_path").asString(""),
                Optional.of(json.path("revision").asString("")).filter(text -> !text.isBlank()),
                json.path("task_type").asString(""));
    }

    /** Numbers of a table's rows that learn; empty where the file does not name it. */
    List<Integer> rowsOf(String table) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().isEmpty()
                        || table.equals(entry.getKey())
                        || table.endsWith("." + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }

    private static <T> Map<String, T> map(
            Path file,
            String field,
            ObjectNode json,
            Predicate<JsonNode> is,
            Function<JsonNode, T> read,
            Problems problems) {
        Map<String, T> values = new LinkedHashMap<>();
        json.path(field).properties().forEach(entry -> {
            boolean holds = is.test(entry.getValue())
                    && entry.getValue().asDouble() > 0
                    && PartPatterns.wrong(entry.getKey()).isEmpty();
            check(holds, file, field, json, "regular expressions for names of layers, with numbers above 0", problems);
            if (holds) {
                values.put(entry.getKey(), read.apply(entry.getValue()));
            }
        });
        return values;
    }

    /** Numbers of rows by the end of their table's name; empty for the table of words, where the file has a list. */
    private static Map<String, List<Integer>> rows(Path file, ObjectNode json, Problems problems) {
        JsonNode found = json.path("trainable_token_indices");
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        if (found.isArray()) {
            rows.put("", numbers(found));
        } else {
            found.properties().forEach(entry -> rows.put(entry.getKey(), numbers(entry.getValue())));
        }
        boolean holds = found.isMissingNode()
                || found.isNull()
                || (rows.values().stream().noneMatch(List::isEmpty) && found.isContainer());
        check(holds, file, "trainable_token_indices", json, "numbers of tokens, in a list for each table", problems);
        return rows;
    }

    private static List<Integer> numbers(JsonNode list) {
        boolean whole =
                list.isArray() && list.values().stream().allMatch(number -> number.isInt() && number.asInt() >= 0);
        return whole ? list.values().stream().map(JsonNode::asInt).toList() : List.of();
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
