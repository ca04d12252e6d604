// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What configurations of decoders leave out, and what of them is refused. */
class DecoderConfigTest {

    private static final String SIZES = "\"vocab_size\": 100, \"hidden_size\": 16, \"num_hidden_layers\": 3, "
            + "\"num_attention_heads\": 4, \"num_key_value_heads\": 2, \"intermediate_size\": 24, "
            + "\"max_position_embeddings\": 64";

    private static ArchitectureConfig read(String type, String more) {
        String json = "{\"model_type\": \"" + type + "\", " + SIZES + more + "}";
        return ArchitectureConfig.of(json.getBytes(StandardCharsets.UTF_8), "config.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama | \"quantization_config\": {\"quant_method\": \"fp8\"} | quantization_config",
                "llama | \"is_causal\": false | is_causal",
                "llama | \"use_bidirectional_attention\": true | use_bidirectional_attention",
                "llama | \"head_dim\": 5 | head_dim",
                "llama | \"rope_scaling\": \"linear\" | rope_scaling",
                "llama | \"tie_word_embeddings\": 1 | tie_word_embeddings",
                "mistral | \"layer_types\": [\"full_attention\"] | layer_types",
                "mistral | \"attention_bias\": true | attention_bias",
                "qwen2 | \"mlp_bias\": true | mlp_bias",
                "qwen3 | \"layer_types\": [\"full_attention\", \"full_attention\", \"sliding_attention\"] | layer_types",
                "qwen3 | \"layer_types\": [\"full_attention\", \"full_attention\", \"chunked_attention\"] | layer_types",
                "gemma2 | \"sliding_window\": null | sliding_window",
                "gemma2 | \"hidden_activation\": \"mish\" | hidden_activation",
                "gemma3_text | \"attn_logit_softcapping\": 50.0 | attn_logit_softcapping",
                "gemma3_text | \"rope_parameters\": {\"rope_type\": \"default\"} | rope_parameters: rope_type",
                "gpt2 | \"n_embd\": 18, \"n_layer\": 1, \"n_head\": 4, \"n_positions\": 8 | n_head",
                "gpt2 | \"n_embd\": 16, \"n_layer\": 1, \"n_head\": 4, \"n_positions\": 8, \"add_cross_attention\": true "
                        + "| add_cross_attention",
                "gpt2 | \"n_embd\": 16, \"n_layer\": 1, \"n_head\": 4, \"n_positions\": 8, "
                        + "\"scale_attn_by_inverse_layer_idx\": true | scale_attn_by_inverse_layer_idx"
            })
    void what_is_not_supported_is_refused_by_its_key(String type, String field, String key) {
        InputException refused = catchThrowableOfType(InputException.class, () -> read(type, ", " + field));
        assertThat(refused.problems()).extracting(Problem::where).containsExactly("config.json: " + key);
    }

    @Test
    void heads_that_cannot_share_evenly_are_refused() {
        String three = SIZES.replace("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3");
        String json = "{\"model_type\": \"llama\", " + three + "}";
        assertThatThrownBy(() -> ArchitectureConfig.of(json.getBytes(StandardCharsets.UTF_8), "config.json"))
                .hasMessageContaining("num_key_value_heads");
    }

    @Test
    void a_window_that_is_not_used_is_no_window() {
        assertThat(read("qwen2", ", \"use_sliding_window\": true, \"sliding_window\": null")
                        .blueprint())
                .isEqualTo(read("qwen2", "").blueprint());
        assertThat(read("mistral", ", \"sliding_window\": null").blueprint())
                .isNotEqualTo(read("mistral", "").blueprint());
        assertThat(read("mistral", ", \"sliding_window\": 4096").blueprint())
                .isEqualTo(read("mistral", "").blueprint());
    }

    @Test
    void what_the_older_gemma_3_says_outside_its_rotary_parameters_is_the_same() {
        String newer = ", \"rope_parameters\": {\"full_attention\": {\"rope_type\": \"linear\", \"factor\": 8.0, "
                + "\"rope_theta\": 1000000.0}, \"sliding_attention\": {\"rope_type\": \"default\", "
                + "\"rope_theta\": 500.0}}, \"layer_types\": [\"sliding_attention\", \"full_attention\", "
                + "\"sliding_attention\"]";
        String older = ", \"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 8.0}, "
                + "\"rope_theta\": 1000000.0, \"rope_local_base_freq\": 500.0, \"sliding_window_pattern\": 2";
        assertThat(read("gemma3_text", older).blueprint())
                .isEqualTo(read("gemma3_text", newer).blueprint());
    }

    @Test
    @Tag("engine")
    void heads_that_a_model_cannot_have_are_refused() {
        assertThatThrownBy(() -> new Golden("bert", "").base().plan(request(HeadRequest.Kind.LANGUAGE, Pooling.AUTO)))
                .hasMessageContaining("does not predict the next word");
        assertThatThrownBy(() -> new Golden("llama", "").base().plan(request(HeadRequest.Kind.SEQUENCE, Pooling.CLS)))
                .hasMessageContaining("whose first token sees no other");
    }

    private static HeadRequest request(HeadRequest.Kind kind, Pooling pooling) {
        return new HeadRequest(kind, 2, pooling, Init.PRETRAINED, true, OptionalDouble.empty());
    }
}
