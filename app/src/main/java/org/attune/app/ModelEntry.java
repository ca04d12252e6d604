// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.run.RunCatalog;

/**
 * A model in a list.
 *
 * @param model what other commands call it
 * @param from the model that it was tuned from, or what it is
 */
record ModelEntry(String model, String task, String from) {

    /** As the hub's cache names the folder of org/name. */
    private static final String CACHED = "models--";

    /** The built-in one, those that runs made, those in the cache of the hub. */
    static List<ModelEntry> list(Path runs, Path cache) {
        List<ModelEntry> models = new ArrayList<>();
        models.add(new ModelEntry("builtin:minilm", "", "all-MiniLM-L6-v2, an English text encoder"));
        RunCatalog.list(runs).stream()
                .filter(run -> Files.isRegularFile(run.folder().resolve("model").resolve("config.json")))
                .map(run -> new ModelEntry(run.folder().toString(), run.task(), run.model()))
                .forEach(models::add);
        cached(cache).stream()
                .map(model -> new ModelEntry(model, "", "the hub, in " + cache))
                .forEach(models::add);
        return models;
    }

    /** Those in the cache of the hub, {@code hf:org/name}. */
    static List<String> cached(Path cache) {
        return folders(cache).stream()
                .filter(folder -> name(folder).startsWith(CACHED))
                .filter(folder -> folders(folder.resolve("snapshots")).stream()
                        .anyMatch(snapshot -> Files.exists(snapshot.resolve("config.json"))))
                .map(folder -> "hf:" + name(folder).substring(CACHED.length()).replace("--", "/"))
                .toList();
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    /** The folders in one, sorted; none where it is none. */
    static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new InputException(
                    "models.unreadable",
                    parent.toString(),
                    "it cannot be listed: " + Problem.quote(e),
                    "the folder of models can be read",
                    "check its permissions");
        }
    }
}
