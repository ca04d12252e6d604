// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.app.terminal.JsonText;
import org.attune.config.ModelConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;

/** A random language model of two blocks and 16 dimensions that writes bytes, as a Hugging Face directory with ChatML. */
final class TinyWriter {

    static final int POSITIONS = 200;

    private static final String TEMPLATE = "{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' + m.content }}"
            + "{{- '<|im_end|>\\n' }}{%- endfor %}"
            + "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}";

    private TinyWriter() {}

    static Path in(Path folder, boolean template) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), JsonText.pretty(config()));
            Files.writeString(folder.resolve("tokenizer.json"), JsonText.pretty(tokenizer()));
            if (template) {
                Files.writeString(folder.resolve("chat_template.jinja"), TEMPLATE);
            }
            weights(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void weights(Path folder) throws IOException {
        HeadRequest request =
                new HeadRequest(HeadRequest.Kind.LANGUAGE, 1, Pooling.AUTO, Init.RANDOM, false, OptionalDouble.empty());
        ModelConfig random = new ModelConfig(folder.toString(), Optional.empty(), Pooling.AUTO, Init.RANDOM);
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(random)) {
            Model model = base.build(request, Placement.cpu(Precision.FP32), 5);
            Map<String, Tensor> weights = new LinkedHashMap<>();
            model.parameters().all().forEach(parameter -> weights.put(parameter.name(), parameter.full()));
            SafetensorsWriter.create().file(folder.resolve("weights"), TensorSource.of(weights));
        }
        Files.move(folder.resolve("weights"), folder.resolve("model.safetensors"));
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("architectures", List.of("LlamaForCausalLM"));
        config.put("model_type", "llama");
        config.put("vocab_size", 264); // the last six rows are of no token
        config.put("hidden_size", 16);
        config.put("num_hidden_layers", 2);
        config.put("num_attention_heads", 4);
        config.put("num_key_value_heads", 2);
        config.put("intermediate_size", 24);
        config.put("max_position_embeddings", POSITIONS);
        config.put("initializer_range", 0.4);
        config.put("tie_word_embeddings", false);
        return config;
    }

    private static Map<String, Object> tokenizer() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        int others = 0;
        for (int i = 0; i < 256; i++) {
            boolean shown = (i > 32 && i < 127) || (i > 160 && i != 173);
            ids.put(String.valueOf((char) (shown ? i : 256 + others++)), ids.size());
        }
        Map<String, Object> bytes =
                Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", "1.0");
        all.put("added_tokens", List.of(special(256, "<|im_start|>"), special(257, "<|im_end|>")));
        all.put("pre_tokenizer", bytes);
        all.put("decoder", bytes);
        all.put("model", Map.of("type", "BPE", "vocab", ids, "merges", List.of()));
        return all;
    }

    private static Map<String, Object> special(int id, String content) {
        Map<String, Object> token = new LinkedHashMap<>(Map.of("id", id, "content", content, "special", true));
        List.of("single_word", "lstrip", "rstrip", "normalized").forEach(key -> token.put(key, false));
        return token;
    }
}
