// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task that the model knows already: rows of it, and whose head answers them.
 *
 * @param model that was tuned for the task, by any name that a model has; empty: the model that is tuned now
 * @param data files with the task's labelled rows; empty where only its head is wanted
 * @param columns of the files by role, where they are not named as those that the head was tuned on
 */
public record RetainConfig(Optional<String> model, List<String> data, Map<String, String> columns) {

    /** Of the model that is tuned now, without rows. */
    public static final RetainConfig OWN = new RetainConfig(Optional.empty(), List.of(), Map.of());

    private static final String NAME = "[A-Za-z0-9_-]+";

    public RetainConfig {
        data = List.copyOf(data);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Everything below {@code retain}, by the names that the recipe gives; none where the key is missing. */
    static Map<String, RetainConfig> bindAll(Section section) {
        Map<String, RetainConfig> all = new LinkedHashMap<>();
        section.named("retain", "data").forEach((name, one) -> {
            section.build(
                    () -> {
                        Rules.of("evaluate.retain")
                                .that(
                                        name.matches(NAME),
                                        name,
                                        "called by letters, digits, _ and -",
                                        name,
                                        "rename it: criteria speak of retain.NAME.METRIC")
                                .check();
                        return name;
                    },
                    name);
            all.put(name, read(one, true));
        });
        return all;
    }

    /**
     * The map {@code retain} below a method's options; files alone are short for their {@code data}.
     *
     * @param rows whether files must be named
     */
    public static RetainConfig read(Section options, String key, boolean rows) {
        return read(options.section(key, "data"), rows);
    }

    private static RetainConfig read(Section section, boolean rows) {
        Optional<String> model = section.optional("model", Kinds.TEXT, "own");
        List<String> data = rows
                ? section.required(
                        "data", Kinds.TEXTS, List.of(), "name files with labelled rows of the task that is to be kept")
                : List.of();
        Map<String, String> columns = rows ? section.value("columns", Kinds.TEXT_MAP, Map.of()) : Map.of();
        section.finish();
        return section.build(() -> new RetainConfig(model, data, columns), OWN);
    }
}
