// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.attune.problem.InputException;
import tools.jackson.databind.JsonNode;

/**
 * The files of a run directory, read tolerantly: a part that is missing or damaged is absent.
 *
 * @param manifest the provenance, by section; a missing node where there is none
 * @param interpolation what was measured between the model as it came and the tuned one; a missing node where nothing was
 * @param damage what could not be read, one sentence's worth each; empty for a sound run
 */
public record RunFiles(
        Path folder,
        RecipeFile recipe,
        JsonNode manifest,
        StateFile state,
        MetricsFile metrics,
        EvaluationFile evaluation,
        JsonNode interpolation,
        List<String> damage) {

    public RunFiles {
        damage = List.copyOf(damage);
    }

    /** @throws InputException where there is no such directory */
    public static RunFiles read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(
                    "run.directory",
                    folder.toString(),
                    "there is no such directory",
                    "a run directory holds recipe.yaml, state.json and the results of a run",
                    "look at what there is: attune runs list");
        }
        List<String> damage = new ArrayList<>();
        return new RunFiles(
                folder,
                RecipeFile.read(folder.resolve("recipe.yaml"), damage),
                Json.read(folder.resolve("manifest.json"), Json.MAPPER, damage),
                StateFile.read(folder.resolve("state.json"), damage),
                MetricsFile.read(folder.resolve("metrics.jsonl"), damage),
                EvaluationFile.read(folder.resolve("evaluation.json"), damage),
                Json.read(folder.resolve("interpolation.json"), Json.MAPPER, damage),
                damage);
    }

    /** The directory's own name. */
    public String name() {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    /** The directory as the recipe names it, for commands that people copy. */
    public String output() {
        String named = recipe.value("output");
        return named.isBlank() ? "runs/" + name() : named;
    }

    /** Reads the predictions once from first to last, one in memory at a time. Returns what is damaged. */
    public List<String> predictions(Consumer<PredictionRow> each) {
        List<String> torn = new ArrayList<>();
        Json.lines(folder.resolve("predictions.jsonl"), line -> each.accept(PredictionRow.of(line)), torn);
        return new ArrayList<>(new LinkedHashSet<>(torn));
    }

    /** A value of the manifest by section and name, empty where there is none. */
    public String provenance(String section, String name) {
        JsonNode value = manifest.path(section).path(name);
        return value.isValueNode() ? value.asString("") : "";
    }
}
