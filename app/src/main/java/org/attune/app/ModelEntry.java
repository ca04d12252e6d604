// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.run.RunCatalog;

/**
 * A model in a list.
 *
 * @param model what other commands call it
 * @param from the model that it was tuned from, or what it is
 */
record ModelEntry(String model, String task, String from) {

    static List<ModelEntry> list(Path runs) {
        List<ModelEntry> models = new ArrayList<>();
        models.add(new ModelEntry("builtin:minilm", "", "all-MiniLM-L6-v2, an English text encoder"));
        RunCatalog.list(runs).stream()
                .filter(run -> Files.isRegularFile(run.folder().resolve("model").resolve("config.json")))
                .map(run -> new ModelEntry(run.folder().toString(), run.task(), run.model()))
                .forEach(models::add);
        return models;
    }
}
