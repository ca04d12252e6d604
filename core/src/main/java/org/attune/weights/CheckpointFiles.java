// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** Finds the weights of a model and opens them with the reader that fits. */
public final class CheckpointFiles {

    /** Best first: a format that needs no interpretation before one that does. */
    private static final List<Format> FORMATS = List.of(
            new Format("model.safetensors", ".safetensors", Safetensors::open),
            new Format("model.safetensors.index.json", ".safetensors.index.json", Safetensors::openSharded),
            new Format("pytorch_model.bin", ".bin", StateDict::open),
            new Format("pytorch_model.bin.index.json", ".bin.index.json", StateDict::openSharded),
            new Format("model.pt", ".pt", StateDict::open),
            new Format("model.pth", ".pth", StateDict::open),
            new Format("model.th", ".th", StateDict::open),
            new Format("model.onnx", ".onnx", OnnxEncoder::open));

    /** Files of a training run that end like weights and are none. */
    private static final Set<String> NOT_WEIGHTS = Set.of(
            "training_args.bin",
            "optimizer.bin",
            "optimizer.pt",
            "scheduler.bin",
            "scheduler.pt",
            "scaler.pt",
            "rng_state.pth",
            "adapter_model.safetensors",
            "adapter_model.bin");

    /** One part of many: of no use without the index that names the others. */
    private static final Pattern SHARD = Pattern.compile("-\\d+-of-\\d+\\.");

    private static final int MOST_LISTED = 20;

    private CheckpointFiles() {}

    private record Format(String usualName, String ending, Function<Path, Checkpoint> open) {}

    /**
     * Opens a file of weights, or the weights in a model directory: under their usual name, otherwise the only file
     * of the best format there.
     *
     * @throws InputException if nothing there can be read, listing what was seen
     */
    public static Checkpoint open(Path modelDirectoryOrFile) {
        if (!Files.isDirectory(modelDirectoryOrFile)) {
            return openFile(modelDirectoryOrFile);
        }
        List<String> names = list(modelDirectoryOrFile);
        for (Format format : FORMATS) {
            if (names.contains(format.usualName())) {
                return format.open().apply(modelDirectoryOrFile.resolve(format.usualName()));
            }
        }
        for (Format format : FORMATS) {
            List<String> alike = names.stream()
                    .filter(name -> name.endsWith(format.ending()) && !NOT_WEIGHTS.contains(name))
                    .filter(name -> !SHARD.matcher(name).find())
                    .toList();
            if (alike.size() == 1) {
                return format.open().apply(modelDirectoryOrFile.resolve(alike.get(0)));
            }
            if (alike.size() > 1) {
                throw several(modelDirectoryOrFile, alike);
            }
        }
        throw nothing(modelDirectoryOrFile, names);
    }

    private static Checkpoint openFile(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (Format format : FORMATS) {
            if (name.endsWith(format.ending())) {
                return format.open().apply(file);
            }
        }
        throw new InputException(
                "weights.unknown-format",
                file.toString(),
                Files.exists(file) ? "is no file of weights by its name" : "does not exist",
                "weights are in files that end in "
                        + FORMATS.stream().map(Format::ending).collect(Collectors.joining(" ")),
                "name a model directory or such a file");
    }

    private static List<String> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InputException(
                    "weights.unreadable",
                    directory.toString(),
                    "cannot be listed: " + e.getMessage(),
                    "the process may read every file of the model",
                    "check the folder's permissions");
        }
    }

    private static InputException several(Path directory, List<String> alike) {
        return new InputException(
                "weights.several",
                directory.toString(),
                "has several files of weights: " + quoted(alike),
                "a model directory has one file of weights, or several under an index",
                "name one of the files instead of the directory");
    }

    private static String quoted(List<String> names) {
        return names.stream().limit(MOST_LISTED).map(Problem::quote).collect(Collectors.joining(", "))
                + (names.size() > MOST_LISTED ? " and " + (names.size() - MOST_LISTED) + " more" : "");
    }

    private static InputException nothing(Path directory, List<String> names) {
        return new InputException(
                "weights.no-weights",
                directory.toString(),
                "has no weights that can be read; it holds " + (names.isEmpty() ? "no file at all" : quoted(names)),
                "weights are in one of "
                        + FORMATS.stream().map(Format::usualName).collect(Collectors.joining(", ")),
                fix(names));
    }

    private static String fix(List<String> names) {
        if (names.contains("adapter_config.json")) {
            return "this is an adapter: name its base model as model";
        }
        if (names.stream().anyMatch(name -> SHARD.matcher(name).find())) {
            return "there are shards without their index; fetch the .index.json file of the model";
        }
        if (names.stream().anyMatch(name -> name.endsWith(".gguf"))) {
            return "a .gguf file serves inference; fetch the original weights (model.safetensors)";
        }
        if (names.stream().anyMatch(name -> name.endsWith(".h5") || name.endsWith(".msgpack"))) {
            return "these are weights for TensorFlow or Flax; fetch model.safetensors, or convert them in Python with "
                    + "from_pretrained(…, from_tf=True or from_flax=True).save_pretrained(…)";
        }
        return "fetch model.safetensors of the model, or name a file of weights";
    }
}
