// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.config.Source;
import org.attune.config.YamlTree;
import org.attune.problem.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The runs below a folder, read from their files only; a damaged run is listed with what is damaged. */
public final class RunCatalog {

    /** Where the value in a list comes from, the first that there is. */
    private static final List<String> SPLITS = List.of("test", "validation");

    private RunCatalog() {}

    /** The newest first. A folder that is not there has no runs. */
    public static List<RunSummary> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(RunCatalog::isRun)
                    .map(RunCatalog::read)
                    .sorted(Comparator.comparing(RunCatalog::time).reversed().thenComparing(RunSummary::name))
                    .toList();
        } catch (IOException e) {
            throw new InputException(
                    "runs.unreadable",
                    folder.toString(),
                    "it cannot be listed: " + e.getMessage(),
                    "the folder of the runs can be read",
                    "check its permissions");
        }
    }

    public static RunSummary read(Path run) {
        List<String> damage = new ArrayList<>();
        Optional<RunStatus> status = RunStatus.of(run);
        if (status.isEmpty()) {
            damage.add(RunStatus.FILE);
        }
        MapNode recipe = recipe(run, damage);
        Map.Entry<String, OptionalDouble> metric = metric(run, text(recipe, "evaluate", "metric"), damage);
        return new RunSummary(
                String.valueOf(run.getFileName()),
                run,
                status.map(RunStatus::state),
                text(recipe, "task"),
                text(recipe, "model", "base"),
                text(recipe, "method", "name"),
                metric.getKey(),
                metric.getValue(),
                status.map(RunStatus::updated),
                damage.isEmpty() ? "" : "cannot be read: " + String.join(", ", damage));
    }

    private static boolean isRun(Path folder) {
        return RunFolders.isRun(folder) || Files.isRegularFile(folder.resolve(RunStatus.FILE));
    }

    private static Instant time(RunSummary run) {
        return run.updated().orElse(Instant.EPOCH);
    }

    private static MapNode recipe(Path run, List<String> damage) {
        Path file = run.resolve("recipe.yaml");
        MapNode none = new MapNode(Source.DEFAULT, Map.of());
        if (!Files.exists(file)) {
            return none;
        }
        try {
            if (YamlTree.read(file) instanceof MapNode map) {
                return map;
            }
        } catch (InputException unreadable) {
            damage.add("recipe.yaml");
            return none;
        }
        damage.add("recipe.yaml");
        return none;
    }

    private static String text(MapNode recipe, String... keys) {
        Optional<Node> node = Optional.of(recipe);
        for (String key : keys) {
            node = node.flatMap(below -> below instanceof MapNode map ? map.get(key) : Optional.empty());
        }
        return node.map(leaf -> leaf instanceof ScalarNode scalar ? scalar.text() : "")
                .orElse("");
    }

    private static Map.Entry<String, OptionalDouble> metric(Path run, String wanted, List<String> damage) {
        Path file = run.resolve("evaluation.json");
        if (!Files.exists(file)) {
            return Map.entry("", OptionalDouble.empty());
        }
        try {
            JsonNode splits = Json.read(Files.readString(file)).path("splits");
            for (String split : SPLITS) {
                JsonNode metrics = splits.path(split).path("metrics");
                String name = metrics.has(wanted)
                        ? wanted
                        : metrics.properties().stream()
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse("");
                JsonNode value = metrics.path(name).path("value");
                if (value.isNumber()) {
                    return Map.entry(name, OptionalDouble.of(value.doubleValue()));
                }
            }
        } catch (IOException | JacksonException unreadable) {
            damage.add("evaluation.json");
        }
        return Map.entry("", OptionalDouble.empty());
    }
}
