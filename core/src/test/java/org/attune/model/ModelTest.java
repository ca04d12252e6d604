// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.HeadRequest.Kind;
import org.attune.problem.InputException;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.TensorInfo;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engine")
class ModelTest {

    private static final Placement FP32 = Placement.cpu(Precision.FP32);

    private static HeadRequest request(int outputs, Pooling pooling, Init init, boolean keepHead) {
        return new HeadRequest(Kind.SEQUENCE, outputs, pooling, init, keepHead, OptionalDouble.empty());
    }

    private static Base renamed(String type, java.util.function.UnaryOperator<String> rename) {
        Base base = new Golden(type, "").base();
        Checkpoint whole = base.checkpoint();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        whole.tensors().keySet().forEach(name -> {
            String renamed = rename.apply(name);
            if (!renamed.isEmpty()) {
                tensors.put(renamed, whole.load(name));
            }
        });
        return new Base(
                base.description(),
                base.config(),
                base.tokenizer(),
                new InMemory(TensorSource.of(tensors)),
                base.folder());
    }

    private record InMemory(TensorSource source) implements Checkpoint {
        @Override
        public Map<String, TensorInfo> tensors() {
            return source.tensors();
        }

        @Override
        public Tensor load(String name) {
            return source.load(name);
        }

        @Override
        public String sha256() {
            return "";
        }

        @Override
        public void close() {}
    }

    @Test
    void depth_counts_from_the_embeddings_to_the_head() {
        try (Scope scope = Scope.open()) {
            Model model = new Golden("modernbert", "").model(Precision.FP32);
            assertThat(model.depthOf("model.embeddings.tok_embeddings.weight")).isZero();
            assertThat(model.depthOf("model.layers.0.attn.Wo.weight")).isEqualTo(1);
            assertThat(model.depthOf("model.layers.3.mlp.Wi.weight")).isEqualTo(4);
            assertThat(model.depthOf("model.final_norm.weight")).isEqualTo(5);
            assertThat(model.depthOf("classifier.bias")).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "xlm-roberta", "distilbert", "modernbert"})
    void every_parameter_has_a_depth_and_the_plan_names_them_all(String type) {
        try (Scope scope = Scope.open()) {
            Golden golden = new Golden(type, "");
            Model model = golden.model(Precision.FP32);
            int[] found = new int[model.backbone().blocks() + 2];
            model.parameters().all().forEach(parameter -> found[model.depthOf(parameter.name())]++);
            assertThat(found).doesNotContain(0);
            assertThat(golden.base().plan(golden.request()).size())
                    .isEqualTo(model.parameters().size());
        }
    }

    @Test
    void a_pretrained_pooler_is_no_part_of_the_head_and_a_fresh_one_is() {
        try (Scope scope = Scope.open()) {
            Model kept = new Golden("bert", "").model(Precision.FP32);
            assertThat(kept.isHead("bert.pooler.dense.weight")).isFalse();
            assertThat(kept.isHead("classifier.weight")).isTrue();
            Model fresh = renamed("bert", name -> name.contains("pooler") ? "" : name)
                    .build(request(3, Pooling.AUTO, Init.PRETRAINED, true), FP32, 1);
            assertThat(fresh.fresh()).containsExactly("bert.pooler.dense.weight", "bert.pooler.dense.bias");
            assertThat(fresh.isHead("bert.pooler.dense.weight")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "xlm-roberta", "distilbert", "modernbert"})
    void names_without_prefix_with_wrappers_and_with_gamma_and_beta_are_the_same_model(String type) {
        try (Scope scope = Scope.open()) {
            Model model = new Golden(type, "").model(Precision.FP32);
            String prefix = model.blueprint().names().prefix() + ".";
            Model bare = renamed(type, name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name)
                    .build(request(3, Pooling.AUTO, Init.PRETRAINED, true), FP32, 1);
            Model old = renamed(
                            type,
                            name -> "module."
                                    + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                            .replace("LayerNorm.bias", "LayerNorm.beta"))
                    .build(request(3, Pooling.AUTO, Init.PRETRAINED, true), FP32, 1);
            for (Parameter parameter : model.parameters().all()) {
                assertThat(same(parameter, bare)).as(parameter.name()).isTrue();
                assertThat(same(parameter, old)).as(parameter.name()).isTrue();
            }
            assertThat(bare.fresh()).isEmpty();
            assertThat(old.unused()).isEmpty();
        }
    }

    private static boolean same(Parameter parameter, Model other) {
        return other.parameters().named(parameter.name()).master().equal(parameter.master());
    }

    @Test
    void every_missing_weight_and_every_wrong_shape_is_named_before_one_is_read() {
        try (Scope scope = Scope.open()) {
            Base base = renamed(
                    "distilbert",
                    name -> name.endsWith("k_lin.bias")
                            ? ""
                            : name.equals("distilbert.embeddings.LayerNorm.weight")
                                    ? "distilbert.embeddings.LayerNorm.bias"
                                    : name.equals("distilbert.transformer.layer.0.ffn.lin1.weight")
                                            ? "distilbert.transformer.layer.0.ffn.lin2.weight"
                                            : name);
            InputException thrown = catchThrowableOfType(
                    InputException.class, () -> base.build(request(3, Pooling.AUTO, Init.PRETRAINED, true), FP32, 1));
            assertThat(thrown.problems()).hasSize(5);
            assertThat(thrown.getMessage())
                    .contains("no distilbert.transformer.layer.2.attention.k_lin.bias [16]")
                    .contains("no distilbert.transformer.layer.0.ffn.lin1.weight [32, 16]");
        }
    }

    @Test
    void a_head_with_another_number_of_outputs_is_new_as_a_whole() {
        try (Scope scope = Scope.open()) {
            Model model =
                    new Golden("roberta", "").base().build(request(5, Pooling.AUTO, Init.PRETRAINED, true), FP32, 1);
            assertThat(model.fresh())
                    .containsExactlyInAnyOrder(
                            "classifier.dense.weight", "classifier.dense.bias",
                            "classifier.out_proj.weight", "classifier.out_proj.bias");
            assertThat(model.unused()).allMatch(Unused::known).hasSize(4);
        }
    }

    @Test
    void a_head_on_the_first_token_is_not_kept_for_the_mean() {
        try (Scope scope = Scope.open()) {
            Model model = new Golden("bert", "").base().build(request(3, Pooling.MEAN, Init.PRETRAINED, true), FP32, 1);
            assertThat(model.fresh()).containsExactly("classifier.weight", "classifier.bias");
            assertThat(model.head().pooling()).isEqualTo(Head.Pooling.MEAN);
        }
    }

    @Test
    void unknown_tensors_are_named_and_usual_ones_explained() {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> more = Map.of(
                    "surprise.weight", Tensors.of(new float[] {1}, 1),
                    "bert.embeddings.position_ids", Tensors.of(new long[] {1}, 1),
                    "cls.predictions.bias", Tensors.of(new float[] {1}, 1));
            Base base = new Golden("bert", "").base();
            Base with = new Base(
                    "",
                    base.config(),
                    base.tokenizer(),
                    new Overlay(base.checkpoint(), new InMemory(TensorSource.of(more))),
                    new FolderSettings(null, Pooling.AUTO, Optional.empty(), ModelJson.empty(), null));
            Model model = with.build(request(3, Pooling.AUTO, Init.PRETRAINED, true), FP32, 1);
            assertThat(model.unused()).hasSize(3);
            assertThat(model.unused())
                    .filteredOn(unused -> !unused.known())
                    .extracting(Unused::name)
                    .containsExactly("surprise.weight");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "xlm-roberta", "distilbert", "modernbert"})
    void random_weights_are_drawn_as_the_reference_draws_them(String type) {
        try (Scope scope = Scope.open()) {
            Base base = new Golden(type, "").base();
            Model model = base.build(request(3, Pooling.AUTO, Init.RANDOM, true), FP32, 1);
            Model again = base.build(request(3, Pooling.AUTO, Init.RANDOM, true), FP32, 1);
            Model other = base.build(request(3, Pooling.AUTO, Init.RANDOM, true), FP32, 2);
            assertThat(model.fresh()).hasSameSizeAs(model.parameters().all());
            for (Parameter parameter : model.parameters().all()) {
                assertThat(same(parameter, again)).isTrue();
                if (parameter.kind() == Parameter.Kind.VECTOR) {
                    double expected = parameter.name().endsWith(".weight") ? 1 : 0;
                    assertThat(Tensors.doubles(parameter.master())).containsOnly(expected);
                } else {
                    assertThat(same(parameter, other)).as(parameter.name()).isFalse();
                }
            }
            Parameter words = model.parameters().named(model.blueprint().names().words());
            double[] values = Tensors.doubles(words.master());
            double squares = java.util.Arrays.stream(values).map(v -> v * v).sum();
            double cut =
                    type.equals("modernbert") ? 0.879 : 1; // what cutting at two deviations leaves of the deviation
            assertThat(Math.sqrt(squares / (values.length - 16))).isBetween(0.018 * cut, 0.022 * cut);
            int padding = base.config().json().path("pad_token_id").intValue();
            assertThat(Tensors.doubles(words.master().select(0, padding))).containsOnly(0);
        }
    }

    @Test
    void a_fresh_table_beyond_every_memory_is_refused_before_any_is_taken() {
        String json = "{\"model_type\": \"bert\", \"vocab_size\": 16777216, \"hidden_size\": 65536, "
                + "\"num_hidden_layers\": 1, \"num_attention_heads\": 4, \"intermediate_size\": 8, "
                + "\"max_position_embeddings\": 4}";
        Base golden = new Golden("bert", "").base();
        Base base = new Base(
                "absurd",
                ArchitectureConfig.of(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "absurd"),
                golden.tokenizer(),
                golden.checkpoint(),
                golden.folder());
        assertThat(base.plan(request(2, Pooling.AUTO, Init.RANDOM, false)).size())
                .isGreaterThan(1L << 40);
        InputException thrown = catchThrowableOfType(
                InputException.class, () -> base.build(request(2, Pooling.AUTO, Init.RANDOM, false), FP32, 1));
        assertThat(thrown.problems()).extracting(problem -> problem.code()).containsOnly("model.too-large");
        InputException missing = catchThrowableOfType(
                InputException.class, () -> base.build(request(2, Pooling.AUTO, Init.PRETRAINED, false), FP32, 1));
        assertThat(missing.problems()).isNotEmpty();
    }

    @Test
    void only_chosen_words_can_be_looked_up_while_the_table_is_restricted() {
        try (Scope scope = Scope.open()) {
            Golden golden = new Golden("distilbert", "");
            Model model = golden.model(Precision.FP32);
            TokenInputs inputs = new TokenInputs(Tensors.of(new long[] {3, 9}, 1, 2), null, null);
            Tensor before = model.backbone().forward(inputs, org.attune.nn.Pass.evaluation());
            model.restrictTokens(new long[] {3, 9});
            Tensor after = model.backbone().forward(inputs, org.attune.nn.Pass.evaluation());
            assertThat(after.equal(before)).isTrue();
            model.unrestrictTokens();
            Parameter words = model.parameters().named(model.blueprint().names().words());
            assertThat(words.size()).isEqualTo(64 * 16);
        }
    }
}
