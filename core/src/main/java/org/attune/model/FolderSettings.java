// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Path;
import java.util.Optional;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.Problems;
import org.attune.weights.Checkpoint;
import org.attune.weights.CheckpointFiles;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model directory says besides config.json and the tokenizer's files.
 *
 * @param path the directory; null where the model is none
 * @param maxLength tokens of the longest input, where a file says so
 * @param attune attune.json, or an empty object
 * @param preprocessor preprocessor_config.json, or an empty object
 * @param head the weights of a head in a file of its own, as sentence-transformers has it
 */
record FolderSettings(
        @Nullable Path path,
        Pooling pooling,
        Optional<Integer> maxLength,
        ObjectNode attune,
        ObjectNode preprocessor,
        @Nullable Checkpoint head) {

    private static final int LONGEST = 1 << 24;

    /** Of a model of text. */
    FolderSettings(
            @Nullable Path path,
            Pooling pooling,
            Optional<Integer> maxLength,
            ObjectNode attune,
            @Nullable Checkpoint head) {
        this(path, pooling, maxLength, attune, ModelJson.empty(), head);
    }

    /** @throws org.attune.problem.InputException with everything that is wrong with the files */
    static FolderSettings read(Path folder, Init init) {
        Problems problems = new Problems();
        ObjectNode attune = file(folder.resolve("attune.json"), problems);
        ObjectNode tokenizer = file(folder.resolve("tokenizer_config.json"), problems);
        ObjectNode preprocessor = file(folder.resolve("preprocessor_config.json"), problems);
        SentenceFolder sentences = SentenceFolder.read(folder, problems);
        Optional<Integer> length =
                length(attune, "max_length").or(sentences::maxLength).or(() -> length(tokenizer, "model_max_length"));
        Pooling pooling = switch (attune.path("pooling").asString("")) {
            case "mean" -> Pooling.MEAN;
            case "cls" -> Pooling.CLS;
            default -> sentences.pooling();
        };
        Path headFile = init == Init.RANDOM ? null : sentences.head();
        Checkpoint head = headFile == null ? null : problems.collect(() -> CheckpointFiles.open(headFile));
        problems.throwIfAny();
        return new FolderSettings(folder, pooling, length, attune, preprocessor, head);
    }

    static ObjectNode file(Path file, Problems problems) {
        ObjectNode read = problems.collect(() -> ModelJson.readIfThere(file));
        return read == null ? ModelJson.empty() : read;
    }

    /** Tokenizers without a limit name some 1e30. */
    static Optional<Integer> length(ObjectNode json, String key) {
        double length = json.path(key).asDouble(0);
        return length >= 1 && length <= LONGEST ? Optional.of((int) length) : Optional.empty();
    }

    void close() {
        if (head != null) {
            head.close();
        }
    }
}
