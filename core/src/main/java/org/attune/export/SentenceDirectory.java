// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.model.Model;
import org.attune.run.AtomicFile;
import org.attune.weights.SafetensorsWriter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that make an encoder's directory one of sentence-transformers: encoder, mean, and the head as a dense layer without
 * activation. Written in the form that all of its versions read.
 */
final class SentenceDirectory {

    private static final String POOLING = "1_Pooling";
    private static final String DENSE = "2_Dense";

    private SentenceDirectory() {}

    static void write(Path folder, Model model, SavedHead head, SafetensorsWriter writer) {
        int width = model.backbone().width();
        JsonFile.write(folder.resolve("modules.json"), modules());
        ObjectNode length = JsonFile.object();
        Object most = head.settings().get("max_length");
        length.put(
                "max_seq_length",
                most instanceof Number number
                        ? number.intValue()
                        : model.backbone().maxLength());
        JsonFile.write(folder.resolve("sentence_bert_config.json"), length.put("do_lower_case", false));
        JsonFile.write(made(folder.resolve(POOLING)).resolve("config.json"), pooling(width));
        Path dense = made(folder.resolve(DENSE));
        JsonFile.write(
                dense.resolve("config.json"), dense(width, model.request().outputs()));
        writer.file(dense.resolve("model.safetensors"), SavedWeights.dense(model));
    }

    private static ArrayNode modules() {
        List<String> types = List.of("Transformer", "Pooling", "Dense");
        List<String> paths = List.of("", POOLING, DENSE);
        ArrayNode modules = JsonFile.object().putArray("modules");
        for (int i = 0; i < types.size(); i++) {
            modules.addObject()
                    .put("idx", i)
                    .put("name", String.valueOf(i))
                    .put("path", paths.get(i))
                    .put("type", "sentence_transformers.models." + types.get(i));
        }
        return modules;
    }

    private static ObjectNode pooling(int width) {
        return JsonFile.object()
                .put("word_embedding_dimension", width)
                .put("pooling_mode_cls_token", false)
                .put("pooling_mode_mean_tokens", true)
                .put("pooling_mode_max_tokens", false)
                .put("pooling_mode_mean_sqrt_len_tokens", false);
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
