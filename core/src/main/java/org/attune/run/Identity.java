// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.config.ResolvedRecipe;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What makes a run the same run: the bound recipe, the hashes of the data files and of the base model.
 *
 * @param recipe from {@link org.attune.config.ResolvedRecipe#pairs}
 * @param data hash by name of the file
 * @param derived what a key of the recipe is here where it is left open; not stored, because another machine derives otherwise
 */
public record Identity(
        Map<String, String> recipe, Map<String, String> data, String model, Map<String, String> derived) {

    /** More differences than these help nobody. */
    private static final int MOST_NAMED = 5;

    public Identity {
        recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        derived = Map.copyOf(derived);
    }

    public Identity(Map<String, String> recipe, Map<String, String> data, String model) {
        this(recipe, data, model, Map.of());
    }

    /**
     * The first keys that differ, each with both values: {@code seed: was "13", is "14"}; empty for the same run. A key that is
     * left open on one side is the same as the value that it has here on the other: a saved recipe is its run's recipe.
     */
    public List<String> differencesTo(Identity now) {
        List<String> differences = new ArrayList<>();
        compare("", recipe, now.recipe, now.derived, differences);
        compare("data file ", data, now.data, Map.of(), differences);
        compare("", Map.of("base model", model), Map.of("base model", now.model), Map.of(), differences);
        return differences.size() <= MOST_NAMED ? differences : List.copyOf(differences.subList(0, MOST_NAMED));
    }

    private static void compare(
            String prefix,
            Map<String, String> was,
            Map<String, String> is,
            Map<String, String> derived,
            List<String> into) {
        List<String> keys = new ArrayList<>(is.keySet());
        was.keySet().stream().filter(key -> !is.containsKey(key)).forEach(keys::add);
        for (String key : keys) {
            String before = was.get(key);
            String after = is.get(key);
            String here = derived.get(key);
            if (!Objects.equals(before, after) && !Objects.equals(closed(before, here), closed(after, here))) {
                into.add(prefix + key + ": was " + shown(before, here) + ", is " + shown(after, here));
            }
        }
    }

    private static @Nullable String closed(@Nullable String value, @Nullable String here) {
        return value != null && here != null && ResolvedRecipe.isOpen(value) ? here : value;
    }

    private static String shown(@Nullable String value, @Nullable String here) {
        String closed = closed(value, here);
        return value == null
                ? "missing"
                : Problem.quote(value)
                        + (value.equals(closed) ? "" : " (here " + Problem.quote(String.valueOf(closed)) + ")");
    }

    Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("recipe", recipe);
        all.put("data", data);
        all.put("model", model);
        return all;
    }

    /** As text that {@link #read} reads back. */
    public String text() {
        return Json.pretty(json());
    }

    /** Empty where the text is no identity. */
    public static Optional<Identity> read(String text) {
        try {
            JsonNode root = Json.read(text);
            if (!root.path("recipe").isObject()
                    || !root.path("data").isObject()
                    || !root.path("model").isString()) {
                return Optional.empty();
            }
            return Optional.of(new Identity(
                    texts(root.path("recipe")),
                    texts(root.path("data")),
                    root.path("model").stringValue()));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }
}
