// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.attune.config.ModelConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.hub.HubProgress;
import org.attune.hub.HubReference;
import org.attune.hub.HubSettings;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** Opens models by the names that recipes use: {@code builtin:NAME}, a directory, {@code hf:org/name}, an .onnx file. */
public final class ModelImport {

    /** Finds the local directory of a hub model. */
    public interface Hub {
        /** @param revision a branch, tag or commit; empty for the main branch */
        Path resolve(String name, Optional<String> revision);
    }

    private ModelImport() {}

    /**
     * Models of the hub come through its cache, with the settings of the environment.
     *
     * @throws InputException with everything that is wrong with the model; no weight was read
     */
    public static Base open(ModelConfig model) {
        return open(model, ModelImport::resolve);
    }

    private static Path resolve(String name, Optional<String> revision) {
        HubReference reference = HubReference.parse(
                "hf:" + name + revision.map(named -> "@" + named).orElse(""));
        return new org.attune.hub.Hub(HubSettings.fromEnvironment(System.getenv()), HubProgress.NONE)
                .resolve(reference);
    }

    public static Base open(ModelConfig model, Hub hub) {
        Base whole = NewWords.on(asStored(model, hub), model.newTokens());
        if (model.layers().isEmpty()) {
            return whole;
        }
        boolean chosen = false;
        try {
            Base student = ChosenLayers.of(whole, model.layers().get());
            chosen = true;
            return student;
        } finally {
            if (!chosen) {
                whole.close();
            }
        }
    }

    private static Base asStored(ModelConfig model, Hub hub) {
        String name = model.base();
        if (name.startsWith("builtin:")) {
            return BuiltinModels.open(name.substring("builtin:".length()), model.init());
        } else if (name.startsWith("hf:")) {
            String[] parts = name.substring("hf:".length()).split("@", 2);
            Optional<String> revision = parts.length > 1 ? Optional.of(parts[1]) : model.revision();
            String described =
                    "hf:" + parts[0] + revision.map(named -> "@" + named).orElse("");
            return open(hub.resolve(parts[0], revision), described, model.init(), hub);
        }
        return open(path(name), name, model.init(), hub);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InputException(
                    "model.missing",
                    "model: " + Problem.quote(name),
                    "is no path: " + Problem.quote(e.getReason()),
                    "a model is builtin:minilm, a directory or an .onnx file",
                    "check the path");
        }
    }

    /**
     * A directory with a model or with a PEFT adapter, or a run's with either in {@code model/}, or an .onnx file with the rest
     * beside it.
     */
    public static Base open(Path path) {
        return open(path, path.toString(), Init.PRETRAINED, ModelImport::resolve);
    }

    private static Base open(Path path, String description, Init init, Hub hub) {
        if (Files.isRegularFile(path)
                && path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
            return ModelFolder.open(folder, path, description, init);
        }
        if (Files.isRegularFile(path) && !Files.exists(path.resolveSibling("config.json"))) {
            return ModelFolder.alone(path, description, init);
        }
        Path inRun = path.resolve("model");
        boolean itself = Files.exists(path.resolve("config.json")) || AdapterFolder.is(path);
        boolean isRun = !itself && Files.exists(inRun.resolve("config.json"));
        Path folder = isRun ? inRun : path;
        if (AdapterFolder.is(folder) && !hasWeights(folder)) {
            return AdapterFolder.open(folder, description, name -> open(ModelConfig.of(name), hub));
        }
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            throw missing(path, description);
        }
        return ModelFolder.open(folder, folder, description, init);
    }

    /** Some directories of whole models keep the adapter that was merged into them. */
    private static boolean hasWeights(Path folder) {
        return Files.exists(folder.resolve("model.safetensors"))
                || Files.exists(folder.resolve("model.safetensors.index.json"));
    }

    private static InputException missing(Path path, String description) {
        return new InputException(
                "model.missing",
                "model: " + Problem.quote(description),
                Files.exists(path) ? "has no config.json" : "does not exist",
                "a model is builtin:minilm, a directory with config.json, weights and tokenizer, or an .onnx file",
                "check the path (relative ones are relative to " + Path.of("").toAbsolutePath() + ")");
    }
}
