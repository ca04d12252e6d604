// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.model.Head;
import org.attune.model.Model;
import org.attune.run.AtomicFile;
import org.attune.weights.SafetensorsWriter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that make an encoder's directory one of sentence-transformers: encoder, pooling, and the head, where it has one, as a dense
 * layer without activation. Written in the form that all of its versions read.
 */
final class SentenceDirectory {

    private static final String POOLING = "1_Pooling";
    private static final String DENSE = "2_Dense";

    private SentenceDirectory() {}

    static void write(Path folder, Model model, SavedHead head, SafetensorsWriter writer) {
        int width = model.backbone().width();
        boolean bare = model.head().stages().isEmpty();
        JsonFile.write(folder.resolve("modules.json"), modules(bare ? 2 : 3));
        ObjectNode length = JsonFile.object();
        Object most = head.settings().get("max_length");
        length.put(
                "max_seq_length",
                most instanceof Number number
                        ? number.intValue()
                        : model.backbone().maxLength());
        JsonFile.write(folder.resolve("sentence_bert_config.json"), length.put("do_lower_case", false));
        JsonFile.write(
                made(folder.resolve(POOLING)).resolve("config.json"),
                pooling(width, model.head().pooling()));
        if (bare) {
            return;
        }
        Path dense = made(folder.resolve(DENSE));
        JsonFile.write(
                dense.resolve("config.json"), dense(width, model.request().outputs()));
        writer.file(dense.resolve("model.safetensors"), SavedWeights.dense(model));
    }

    /** The first of encoder, pooling and dense layer. */
    private static ArrayNode modules(int count) {
        List<String> types = List.of("Transformer", "Pooling", "Dense");
        List<String> paths = List.of("", POOLING, DENSE);
        ArrayNode modules = JsonFile.object().putArray("modules");
        for (int i = 0; i < count; i++) {
            modules.addObject()
                    .put("idx", i)
                    .put("name", String.valueOf(i))
                    .put("path", paths.get(i))
                    .put("type", "sentence_transformers.models." + types.get(i));
        }
        return modules;
    }

    private static ObjectNode pooling(int width, Head.Pooling pooling) {
        return JsonFile.object()
                .put("word_embedding_dimension", width)
                .put("pooling_mode_cls_token", pooling == Head.Pooling.CLS)
                .put("pooling_mode_mean_tokens", pooling == Head.Pooling.MEAN)
                .put("pooling_mode_max_tokens", false)
                .put("pooling_mode_mean_sqrt_len_tokens", false)
                .put("pooling_mode_lasttoken", pooling == Head.Pooling.LAST);
    }

    private static ObjectNode dense(int width, int outputs) {
        return JsonFile.object()
                .put("in_features", width)
                .put("out_features", outputs)
                .put("bias", true)
                .put("activation_function", "torch.nn.modules.linear.Identity");
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw AtomicFile.failed(folder, e);
        }
    }
}
