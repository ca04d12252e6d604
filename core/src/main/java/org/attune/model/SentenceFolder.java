// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the files of a sentence-transformers directory say: {@code 1_Pooling/config.json}, {@code sentence_bert_config.json}, and a
 * dense layer without activation in {@code 2_Dense}, which Attune writes as the head.
 */
record SentenceFolder(
        Pooling pooling,
        Optional<Integer> maxLength,
        @Nullable Path head) {

    static SentenceFolder read(Path folder, Problems problems) {
        ObjectNode pooling = FolderSettings.file(folder.resolve("1_Pooling/config.json"), problems);
        ObjectNode sentences = FolderSettings.file(folder.resolve("sentence_bert_config.json"), problems);
        return new SentenceFolder(
                pooling(pooling), FolderSettings.length(sentences, "max_seq_length"), head(folder, problems));
    }

    private static Pooling pooling(ObjectNode config) {
        String mode = config.path("pooling_mode").asString("");
        List<String> modes = config.propertyNames().stream()
                .filter(key ->
                        key.startsWith("pooling_mode_") && config.path(key).asBoolean(false))
                .toList(); // several are joined end to end, which is neither
        if (mode.equals("mean") || modes.equals(List.of("pooling_mode_mean_tokens"))) {
            return Pooling.MEAN;
        }
        boolean first = mode.equals("cls") || modes.equals(List.of("pooling_mode_cls_token"));
        return first ? Pooling.CLS : Pooling.AUTO;
    }

    private static @Nullable Path head(Path folder, Problems problems) {
        Path dense = folder.resolve("2_Dense");
        boolean identity = FolderSettings.file(dense.resolve("config.json"), problems)
                .path("activation_function")
                .asString("")
                .endsWith(".Identity");
        Path weights = dense.resolve("model.safetensors");
        return identity && Files.isRegularFile(weights) ? weights : null;
    }
}
