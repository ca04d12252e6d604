// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.attune.config.ModelConfig.Init;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.tokenizer.TextTokenizer;
import org.attune.weights.Checkpoint;
import org.attune.weights.CheckpointFiles;
import org.jspecify.annotations.Nullable;

/** Opens the parts of a model, and finds all that is wrong with them at once. */
final class ModelFolder {

    private ModelFolder() {}

    static Base open(Path folder, Path weights, String description, Init init) {
        return open(
                description,
                init,
                () -> ArchitectureConfig.read(folder.resolve("config.json")),
                () -> FolderSettings.read(folder, init),
                () -> TextTokenizer.open(folder),
                () -> CheckpointFiles.open(weights));
    }

    /** A file of weights that comes alone: its names and shapes say what network it is. */
    static Base alone(Path file, String description, Init init) {
        Checkpoint checkpoint = CheckpointFiles.open(file);
        Optional<Map<String, Object>> config =
                Architectures.infer(checkpoint.withoutPrefix("module.").tensors());
        if (config.isEmpty()) {
            checkpoint.close();
            throw new InputException(
                    "model.unknown-weights",
                    description,
                    "has no config.json beside it, and its names are those of no network that is known by them",
                    "a file of weights that comes alone is a ResNet or SqueezeNet of torchvision or timm, or a ResNet of CIFAR",
                    "name a directory with config.json");
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        return open(
                description,
                init,
                () -> ArchitectureConfig.of(ModelJson.of(config.get()), description),
                () -> FolderSettings.read(folder, init),
                () -> TextTokenizer.open(folder),
                () -> checkpoint);
    }

    /** Where all weights are drawn, those of the checkpoint are neither read nor needed. */
    static Base open(
            String description,
            Init init,
            Supplier<ArchitectureConfig> readConfig,
            Supplier<FolderSettings> readSettings,
            Supplier<TextTokenizer> openTokenizer,
            Supplier<Checkpoint> openCheckpoint) {
        Problems problems = new Problems();
        ArchitectureConfig config = problems.collect(readConfig);
        boolean images = config != null && config.blueprint() instanceof ImageBlueprint;
        TextTokenizer tokenizer = images ? null : problems.collect(openTokenizer);
        if (config != null && tokenizer != null) {
            checkVocabulary(description, config, tokenizer, problems);
        }
        Checkpoint checkpoint = init == Init.RANDOM ? none(config, tokenizer) : problems.collect(openCheckpoint);
        FolderSettings settings = problems.collect(readSettings);
        if (!problems.isEmpty() || config == null || checkpoint == null || settings == null) {
            close(tokenizer);
            close(checkpoint);
            problems.throwIfAny();
            throw new IllegalStateException("a part of a model was not opened, and no problem says why");
        }
        return new Base(description, config, tokenizer, checkpoint, settings);
    }

    /** Without weights a model is its configuration and its tokenizer. */
    private static @Nullable Checkpoint none(@Nullable ArchitectureConfig config, @Nullable TextTokenizer tokenizer) {
        if (config == null || (tokenizer == null && !(config.blueprint() instanceof ImageBlueprint))) {
            return null;
        }
        return Checkpoint.none(config.json() + "\n" + (tokenizer == null ? "" : tokenizer.sha256() + "\n"));
    }

    private static void close(@Nullable TextTokenizer tokenizer) {
        if (tokenizer != null) {
            tokenizer.close();
        }
    }

    private static void close(@Nullable Checkpoint checkpoint) {
        if (checkpoint != null) {
            checkpoint.close();
        }
    }

    private static void checkVocabulary(
            String where, ArchitectureConfig config, TextTokenizer tokenizer, Problems problems) {
        if (tokenizer.vocabularySize() > config.sizes().vocabulary()) {
            problems.add(
                    "model.vocabulary",
                    where,
                    "the tokenizer has ids up to " + (tokenizer.vocabularySize() - 1) + ", config.json a vocab_size of "
                            + config.sizes().vocabulary(),
                    "every id has a row in the word table",
                    "use the tokenizer that belongs to the model");
        }
    }
}
