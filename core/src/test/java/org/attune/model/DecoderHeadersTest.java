// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.weights.DType;
import org.attune.weights.SharedData;
import org.attune.weights.TensorInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Names and shapes of published decoders: every weight is found, every tensor is consumed or recognised. */
@Tag("slow")
@Tag("engine")
class DecoderHeadersTest {

    private static Path folder(String name) {
        return SharedData.folder("data/headers").resolve(name);
    }

    private static Base base(ArchitectureConfig config, Map<String, TensorInfo> tensors) {
        FolderSettings settings = new FolderSettings(null, Pooling.AUTO, Optional.empty(), ModelJson.empty(), null);
        return new Base("", config, TinyTokenizer.open(), new HeadersTest.Described(tensors), settings);
    }

    private static HeadRequest request(HeadRequest.Kind kind) {
        return new HeadRequest(kind, 2, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());
    }

    /** Names without shapes, with the configuration that belongs to them. */
    @ParameterizedTest
    @CsvSource({
        "llama2-7b-chat, pytorch_model.bin.index.json",
        "mistral-7b-v0.1-ft, pytorch_model.bin.index.json",
        "qwen3-1.7b-mlx-bf16, model.safetensors.index.json",
        "gemma-2b-v1, model.safetensors.index.json"
    })
    void the_names_of_a_sharded_checkpoint_are_those_that_its_configuration_asks_for(String name, String index) {
        JsonNode map = ModelJson.read(folder(name).resolve(index)).path("weight_map");
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        map.propertyNames().forEach(key -> tensors.put(key, new TensorInfo(key, DType.BF16, new long[] {1})));
        Base base = base(ArchitectureConfig.read(folder(name).resolve("config.json")), tensors);

        Set<String> left = new TreeSet<>(base.weights().tensors().keySet());
        for (Wanted wanted : base.plan(request(HeadRequest.Kind.LANGUAGE)).parameters()) {
            assertThat(left.remove(wanted.name())).as(wanted.name()).isTrue();
        }

        assertThat(tensors).hasSizeGreaterThan(150);
        if (name.startsWith("gemma")) {
            assertThat(left)
                    .containsExactly("lm_head.weight"); // stored a second time although it is the table of words
        } else {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traced-llama-TinyLlama-1.1B-Chat-v0.4",
                "traced-qwen2-Qwen2.5-0.5B",
                "traced-qwen3-Qwen3-Embedding-0.6B",
                "traced-gemma-gemma-2b-it",
                "traced-gemma3_text-gemma-3-270m",
                "traced-gpt2-gpt2",
                "traced-gpt2-distilgpt2",
                "table-gpt2",
                "table-gpt2_for_sequence_classification"
            })
    void every_tensor_of_a_published_decoder_has_its_place_and_shape(String name) throws IOException {
        Map<String, TensorInfo> tensors = name.startsWith("table-")
                ? HeadersTest.table(folder(name))
                : HeadersTest.traced(folder(name).resolve("tensors.tsv"));
        String type = name.replaceFirst("(traced|table)-([a-z0-9_]+?)(_for_.*|-.*|$)", "$2");
        String config = type.equals("gpt2") ? gpt2(tensors) : llama(type, tensors);
        Base base = base(ArchitectureConfig.of(config.getBytes(StandardCharsets.UTF_8), name), tensors);
        boolean classifies = tensors.containsKey("score.weight");

        Map<String, TensorInfo> left = new LinkedHashMap<>(base.weights().tensors());
        for (Wanted wanted : base.plan(request(classifies ? HeadRequest.Kind.SEQUENCE : HeadRequest.Kind.LANGUAGE))
                .parameters()) {
            TensorInfo info = left.remove(wanted.name());
            boolean untraced = type.startsWith("gemma") && wanted.name().equals("model.embed_tokens.weight");
            if (!untraced) {
                assertThat(info).as(wanted.name()).isNotNull();
                assertThat(info.shape()).as(wanted.name()).isEqualTo(wanted.dimensions());
            }
        }

        assertThat(left.keySet()).allMatch(one -> Unused.of(one).known());
        assertThat(left).hasSizeLessThan(3);
    }

    private static String gpt2(Map<String, TensorInfo> tensors) {
        long[] words = HeadersTest.shape(tensors, "wte.weight");
        return String.format(
                "{\"model_type\": \"gpt2\", \"vocab_size\": %d, \"n_embd\": %d, \"n_layer\": %d, \"n_head\": 12, "
                        + "\"n_positions\": %d}",
                words[0], words[1], count(tensors, "attn.c_attn.weight"), HeadersTest.shape(tensors, "wpe.weight")[0]);
    }

    /** The width of a head shows only where it has norms. */
    private static String llama(String type, Map<String, TensorInfo> tensors) {
        long[] queries = HeadersTest.shape(tensors, "self_attn.q_proj.weight");
        boolean normed = count(tensors, "self_attn.q_norm.weight") > 0;
        long dim = normed ? HeadersTest.shape(tensors, "self_attn.q_norm.weight")[0] : 64;
        boolean embedded = count(tensors, "embed_tokens.weight") > 0;
        return String.format(
                "{\"model_type\": \"%s\", \"vocab_size\": %d, \"hidden_size\": %d, \"num_hidden_layers\": %d, "
                        + "\"num_attention_heads\": %d, \"num_key_value_heads\": %d, \"head_dim\": %d, "
                        + "\"intermediate_size\": %d, \"max_position_embeddings\": 512, \"tie_word_embeddings\": true}",
                type,
                embedded ? HeadersTest.shape(tensors, "embed_tokens.weight")[0] : 1000,
                queries[1],
                count(tensors, "self_attn.q_proj.weight"),
                queries[0] / dim,
                HeadersTest.shape(tensors, "self_attn.k_proj.weight")[0] / dim,
                dim,
                HeadersTest.shape(tensors, "mlp.gate_proj.weight")[0]);
    }

    private static long count(Map<String, TensorInfo> tensors, String ending) {
        return tensors.keySet().stream().filter(name -> name.endsWith(ending)).count();
    }
}
