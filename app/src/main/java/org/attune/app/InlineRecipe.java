// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Source;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a recipe says at least, as options. */
final class InlineRecipe {

    @Option(names = "--model", paramLabel = "MODEL", description = "builtin:minilm, a directory or an .onnx file.")
    @Nullable
    String model;

    @Option(names = "--task", paramLabel = "TASK", description = "text-classification unless given.")
    @Nullable
    String task;

    @Option(names = "--data", paramLabel = "FILE", description = "Training data: csv, tsv, json, jsonl, parquet.")
    @Nullable
    List<String> data;

    @Option(names = "--test", paramLabel = "FILE", description = "Test data.")
    @Nullable
    List<String> test;

    @ArgGroup(validate = false)
    ColumnOptions columns = new ColumnOptions();

    boolean isGiven() {
        return model != null
                || task != null
                || data != null
                || test != null
                || !columns.byRole().isEmpty();
    }

    MapNode tree() {
        Map<String, Object> named = new LinkedHashMap<>();
        columns.byRole().forEach((role, column) -> named.put(role, column(column)));
        MapNode chosen = map(named, "--text");
        MapNode files = map(present("train", data, "test", test), "--data");
        MapNode all = map(present("model", model, "task", task), "--model");
        MapNode withColumns = chosen.entries().isEmpty() ? files : files.with("columns", chosen);
        return withColumns.entries().isEmpty() ? all : all.with("data", withColumns);
    }

    /** A position where it is one. */
    private static Object column(String name) {
        return name.matches("[0-9]{1,6}") ? (Object) Integer.valueOf(name) : name;
    }

    private static Map<String, Object> present(@Nullable Object... keysAndValues) {
        Map<String, Object> present = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            if (value != null) {
                present.put(String.valueOf(keysAndValues[i]), value);
            }
        }
        return present;
    }

    private static MapNode map(Map<String, Object> values, String place) {
        MapNode map = MapNode.empty(new Source(Source.Kind.OVERRIDE, "command line"));
        for (Map.Entry<String, Object> value : values.entrySet()) {
            String option = "option --" + value.getKey().replace('_', '-');
            map = map.with(value.getKey(), Node.of(value.getValue(), new Source(Source.Kind.OVERRIDE, option)));
        }
        return map.entries().isEmpty() ? map : map.at(new Source(Source.Kind.OVERRIDE, "option " + place));
    }
}
