// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code recipe.yaml}, the resolved recipe.
 *
 * @param text as it stands in the file, empty where there is none
 */
public record RecipeFile(String text, JsonNode tree) {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final long LARGEST = 1 << 20;

    static RecipeFile read(Path file, List<String> damage) {
        try {
            if (!Files.exists(file)) {
                return new RecipeFile("", MissingNode.getInstance());
            }
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                damage.add(file.getFileName() + " is no file of at most 1 MB");
                return new RecipeFile("", MissingNode.getInstance());
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new RecipeFile(text, Json.read(file, YAML, damage));
        } catch (IOException e) {
            damage.add(file.getFileName() + " cannot be read");
            return new RecipeFile("", MissingNode.getInstance());
        }
    }

    /** The value of a key with dots, empty where there is none or where it is no scalar. */
    public String value(String path) {
        JsonNode node = tree;
        for (String key : path.split("\\.", -1)) {
            node = node.path(key);
        }
        return scalar(node);
    }

    public String task() {
        return value("task");
    }

    /** The base model as the recipe names it. */
    public String model() {
        return tree.path("model").isObject() ? value("model.base") : value("model");
    }

    public String method() {
        return tree.path("method").isObject() ? value("method.name") : value("method");
    }

    /** Every scalar (and every list, as one text) by its path. */
    public Map<String, String> flat() {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", tree, flat);
        return Collections.unmodifiableMap(flat);
    }

    /** A number as people write it, 0.0002 and not 2.0E-4; empty for what is no scalar. */
    private static String scalar(JsonNode node) {
        if (!node.isFloatingPointNumber()) {
            return node.isValueNode() ? node.asString("") : "";
        }
        double value = node.asDouble(0);
        if (!Double.isFinite(value) || (value != 0 && (Math.abs(value) < 1e-6 || Math.abs(value) >= 1e9))) {
            return Double.toString(value).replace(".0E", "e").replace('E', 'e');
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat));
        } else if (!node.isMissingNode() && !path.isEmpty()) {
            flat.put(path, node.isValueNode() ? scalar(node) : node.toString());
        }
    }
}
