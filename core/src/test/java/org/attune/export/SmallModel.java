// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attune.config.ExportConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.model.TokenInputs;
import org.attune.nn.Pass;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.Encoding;
import org.bytedeco.pytorch.Tensor;

/** A tiny model of an architecture with a head that was never saved before. */
record SmallModel(String type, HeadRequest.Kind kind, Pooling pooling) {

    static final List<String> LABELS = List.of("no", "yes", "größer", "O");

    /** Types whose tokenizers are byte-level: the reference makes them so, whatever else a directory has. */
    static final List<String> DECODERS = List.of("llama", "qwen2", "gpt2", "gemma2", "gemma3_text");

    /** The body of the golden files with a small tokenizer, as a directory. */
    Path base(Path folder) throws IOException {
        try {
            Path golden = Path.of(Objects.requireNonNull(SmallModel.class.getResource("/golden/" + type))
                    .toURI());
            Files.createDirectories(folder);
            for (String name : List.of("config.json", "model.safetensors")) {
                Files.copy(golden.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        String tokenizer = DECODERS.contains(type) ? "/model/tokenizer-bytes.json" : "/model/tokenizer.json";
        try (var json = Objects.requireNonNull(SmallModel.class.getResourceAsStream(tokenizer))) {
            Files.write(folder.resolve("tokenizer.json"), json.readAllBytes());
        }
        return folder;
    }

    Model built(Base base, boolean keepHead) {
        HeadRequest request =
                new HeadRequest(kind, LABELS.size(), pooling, Init.PRETRAINED, keepHead, OptionalDouble.empty());
        return base.build(request, Placement.cpu(Precision.FP32), 77);
    }

    SavedHead head() {
        boolean tokens = kind == HeadRequest.Kind.TOKENS;
        return new SavedHead(
                tokens ? "token-classification" : "text-classification",
                tokens ? null : "single_label_classification",
                LABELS,
                Map.of("max_length", 12, "columns", Map.of("text", "text", "label", "label")));
    }

    void write(Path folder, Base base, Model model) {
        ModelDirectory.write(folder, model, base, head(), ExportConfig.DEFAULT);
    }

    static Base open(Path folder) {
        return ModelImport.open(folder);
    }

    /** Outputs for one encoding, flat. */
    static float[] logits(Model model, Encoding encoding) {
        long[] ids = IntStream.of(encoding.ids()).asLongStream().toArray();
        long[] types = IntStream.of(encoding.typeIds()).asLongStream().toArray();
        TokenInputs inputs = new TokenInputs(Tensors.of(ids, 1, ids.length), Tensors.of(types, 1, ids.length), null);
        Tensor features = model.features(inputs, Pass.evaluation());
        return Tensors.floats(model.logits(features, Pass.evaluation()));
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
