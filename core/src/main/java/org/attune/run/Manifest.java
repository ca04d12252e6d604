// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Where a run comes from: named sections (data, model, versions, machine, seeds, timings, choices) of named values.
 *
 * @param sections values are strings, numbers, booleans, and lists and maps of these
 */
public record Manifest(Map<String, Map<String, Object>> sections) {

    public static final String FILE = "manifest.json";

    public Manifest {
        Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
        sections.forEach((name, values) -> copy.put(name, copy(values)));
        sections = Collections.unmodifiableMap(copy);
    }

    public static Manifest empty() {
        return new Manifest(Map.of());
    }

    /** This manifest with a section set, at its old place or at the end. */
    public Manifest with(String section, Map<String, ?> values) {
        Map<String, Map<String, Object>> changed = new LinkedHashMap<>(sections);
        changed.put(section, copy(values));
        return new Manifest(changed);
    }

    public Optional<Object> get(String section, String name) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name));
    }

    public String json() {
        return Json.pretty(sections);
    }

    /** Empty where there is none, or a damaged one. */
    public static Optional<Manifest> read(Path run) {
        try {
            Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
            Json.read(Files.readString(run.resolve(FILE))).properties().forEach(entry -> {
                Map<String, Object> values = new LinkedHashMap<>();
                entry.getValue()
                        .properties()
                        .forEach(value -> values.put(value.getKey(), Json.plain(value.getValue())));
                sections.put(entry.getKey(), values);
            });
            return Optional.of(new Manifest(sections));
        } catch (IOException | JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> copy(Map<?, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(String.valueOf(name), normal(value)));
        return Collections.unmodifiableMap(copy);
    }

    /** One Java type for each JSON type, so that what was read equals what was written. */
    private static Object normal(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Manifest::normal).toList();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? (Object) number : String.valueOf(number);
        }
        return value instanceof Number number
                ? number.longValue()
                : value instanceof Boolean ? value : value.toString();
    }
}
