// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attune.config.ModelConfig;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.ModelImport;
import org.attune.model.Wanted;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.DType;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorInfo;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A language model of a given shape with random weights in bf16, and rows for it: what {@code bench/adapters} measures on. A tensor is
 * drawn when it is written, so that memory does not grow with the model.
 *
 * <p>Arguments: {@code qwen2.5-0.5b|llama-1b FOLDER ROWS TOKENS}
 */
public final class RandomModel {

    private static final Map<String, String> SHAPES = Map.of("qwen2.5-0.5b", """
            {"model_type":"qwen2","vocab_size":151936,"hidden_size":896,"num_hidden_layers":24,"num_attention_heads":14,
             "num_key_value_heads":2,"intermediate_size":4864,"max_position_embeddings":2048,"rms_norm_eps":1e-6,
             "rope_theta":1000000.0,"tie_word_embeddings":true,"hidden_act":"silu","torch_dtype":"bfloat16"}
            """, "llama-1b", """
            {"model_type":"llama","vocab_size":128256,"hidden_size":2048,"num_hidden_layers":16,"num_attention_heads":32,
             "num_key_value_heads":8,"intermediate_size":8192,"max_position_embeddings":2048,"rms_norm_eps":1e-5,
             "rope_theta":500000.0,"tie_word_embeddings":true,"hidden_act":"silu","torch_dtype":"bfloat16"}
            """);

    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final int COMMON = 2000;
    private static final double DEVIATION = 0.02;
    private static final long SEED = 13;

    private RandomModel() {}

    public static void main(String[] arguments) throws IOException {
        String config = SHAPES.get(arguments[0]);
        if (config == null || arguments.length != 4) {
            throw new IllegalArgumentException("SHAPE FOLDER ROWS TOKENS, where SHAPE is one of " + SHAPES.keySet());
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Files.writeString(folder.resolve("config.json"), config);
        int vocabulary = Integer.parseInt(config.replaceAll("(?s).*\"vocab_size\":([0-9]+).*", "$1"));
        List<String> words = new ArrayList<>(SPECIAL);
        IntStream.range(SPECIAL.size(), vocabulary).forEach(i -> words.add("w" + i));
        Files.write(folder.resolve("vocab.txt"), words);
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\":\"BertTokenizer\",\"do_lower_case\":true,\"model_max_length\":2048}");
        writeRows(folder.resolve("rows.csv"), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        writeWeights(folder);
    }

    /** Longer than what the run cuts them to. A few words, so that there is something to learn. */
    private static void writeRows(Path file, int rows, int tokens) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> lines = new ArrayList<>(List.of("text"));
        for (int row = 0; row < rows; row++) {
            lines.add(IntStream.range(0, tokens)
                    .mapToObj(i -> "w" + (SPECIAL.size() + random.nextInt(COMMON)))
                    .collect(Collectors.joining(" ")));
        }
        Files.write(file, lines);
    }

    private static void writeWeights(Path folder) {
        ModelConfig config =
                new ModelConfig(folder.toString(), Optional.empty(), ModelConfig.Pooling.AUTO, ModelConfig.Init.RANDOM);
        HeadRequest request = new HeadRequest(
                HeadRequest.Kind.LANGUAGE,
                1,
                ModelConfig.Pooling.AUTO,
                ModelConfig.Init.RANDOM,
                false,
                OptionalDouble.empty());
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(config)) {
            torch.manual_seed(SEED);
            Map<String, Wanted> wanted = new LinkedHashMap<>();
            base.plan(request).parameters().forEach(one -> wanted.put(one.name(), one));
            Path unfinished = folder.resolve("weights.safetensors");
            SafetensorsWriter.create().file(unfinished, new Drawn(wanted));
            Files.move(unfinished, folder.resolve("model.safetensors"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record Drawn(Map<String, Wanted> wanted) implements TensorSource {
        @Override
        public Map<String, TensorInfo> tensors() {
            Map<String, TensorInfo> tensors = new LinkedHashMap<>();
            wanted.forEach((name, one) -> tensors.put(name, new TensorInfo(name, DType.BF16, shape(one))));
            return tensors;
        }

        @Override
        public Tensor load(String name) {
            Wanted one = Objects.requireNonNull(wanted.get(name), name);
            if (one.kind() == Parameter.Kind.VECTOR) {
                Tensor filled = name.endsWith(".weight") ? torch.ones(shape(one)) : torch.zeros(shape(one));
                return filled.to(ScalarType.BFloat16);
            }
            return torch.randn(shape(one)).mul_(Tensors.scalar(DEVIATION)).to(ScalarType.BFloat16);
        }

        private static long[] shape(Wanted one) {
            return one.shape().stream().mapToLong(Long::longValue).toArray();
        }
    }
}
