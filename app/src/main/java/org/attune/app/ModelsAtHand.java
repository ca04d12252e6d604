// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.hub.Hub;
import org.attune.hub.HubProgress;
import org.attune.hub.HubReference;
import org.attune.hub.HubSettings;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.suggest.Candidate;
import picocli.CommandLine.Option;

/**
 * Options of commands that choose among models that can be started from without a network: the built-in one, those in folders, those in
 * the cache of the hub.
 */
final class ModelsAtHand {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "These models alone; may be repeated. Without it all that are at hand.")
    private List<String> named = List.of();

    @Option(names = "--folder", paramLabel = "DIR", description = "Also the models in DIR; may be repeated.")
    private List<Path> folders = List.of();

    /** @throws InputException for a folder that has no model */
    List<Candidate> candidates(HubSettings hub) {
        List<Candidate> all = new ArrayList<>();
        named.stream().distinct().forEach(model -> all.add(new Candidate(model, model, true)));
        if (named.isEmpty()) {
            all.add(new Candidate("builtin:minilm", "builtin:minilm", false));
            ModelEntry.cached(hub.cache()).forEach(model -> all.add(new Candidate(model, local(model, hub), false)));
        }
        Problems problems = new Problems();
        for (Path folder : folders) {
            List<Path> found = ModelEntry.folders(folder).stream()
                    .filter(child -> Files.isRegularFile(child.resolve("config.json")))
                    .toList();
            if (found.isEmpty()) {
                problems.add(
                        "models.folder",
                        folder.toString(),
                        "no folder in it has a config.json",
                        "--folder names a folder with models, each a folder of its own",
                        "name the folder above the model's, or use --model " + folder);
            }
            found.forEach(model -> all.add(new Candidate(model.toString(), model.toString(), false)));
        }
        problems.throwIfAny();
        return all;
    }

    /** Its snapshot; where that is not whole, its name, whose opening says what is missing. */
    private static String local(String model, HubSettings hub) {
        try {
            return new Hub(hub.withOffline(true), HubProgress.NONE)
                    .resolve(HubReference.parse(model))
                    .toString();
        } catch (InputException incomplete) {
            return model;
        }
    }
}
