// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.config.Recipe;
import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.model.Adapter;
import org.attune.model.Model;
import org.attune.problem.InputException;
import org.attune.task.Answer;
import org.attune.task.Answered;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Storage;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What LoRA leaves behind: an adapter that knows its base, and a merged model that answers the same. */
@Tag("engine")
class AdapterTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> TEXTS =
            List.of("where is my parcel", "money back please", "the screen is broken");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "distilbert", "modernbert", "llama", "gpt2"})
    void law_4b_a_merged_model_stands_alone_and_answers_as_its_adapter(String architecture) throws IOException {
        Path run = trained(architecture);
        Merge merge = Merge.write(run.toString(), folder.resolve("merged"));

        assertThat(merge.difference()).isLessThan(Merge.TOLERANCE);
        assertThat(folder.resolve("merged/adapter_config.json")).doesNotExist();
        assertThat(folder.resolve("merged.unfinished")).doesNotExist();
        List<float[]> expected = probabilities(run);
        List<float[]> found = probabilities(folder.resolve("merged"));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-4f));
        }
        assertThatThrownBy(() -> Merge.write(run.toString(), folder.resolve("merged")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is there already");
        assertThatThrownBy(() -> Merge.write(folder.resolve("merged").toString(), folder.resolve("again")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the model has no adapter");
    }

    @ParameterizedTest
    @FieldSource("org.attune.TinyModel#DECODERS")
    void law_4b_a_merged_language_model_has_the_losses_of_its_adapter(String architecture) throws IOException {
        Subject subject = new Subject(architecture, "lora", "causal-lm");
        Path run = FineTune.run(subject.recipe(folder, "run")).directory();
        Path merged = folder.resolve("merged");

        assertThat(Merge.write(run.toString(), merged).difference()).isLessThan(Merge.TOLERANCE);
        Path rows = folder.resolve(subject.testFile());
        List<Answered> expected = answers(run, rows);
        List<Answered> found = answers(merged, rows);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(loss(found.get(i))).isCloseTo(loss(expected.get(i)), within(1e-4));
        }
        JsonNode config = MAPPER.readTree(Files.readString(run.resolve("model/adapter_config.json")));
        assertThat(config.path("task_type").asString()).isEqualTo("CAUSAL_LM");
        assertThat(config.path("fan_in_fan_out").asBoolean()).isEqualTo(architecture.equals("gpt2"));
        assertThat(config.path("modules_to_save").isEmpty()).isTrue();
    }

    private static List<Answered> answers(Path model, Path rows) {
        try (TunedModel opened = TunedModel.open(model.toString())) {
            return opened.answer(opened.read(List.of(rows.toString())).rows());
        }
    }

    private static double loss(Answered answered) {
        return ((Answer.Likelihood) answered.prediction()).loss();
    }

    @Test
    void the_result_is_a_peft_directory_that_names_its_base_and_its_hash() throws IOException {
        Path model = trained("bert").resolve("model");
        JsonNode config = MAPPER.readTree(Files.readString(model.resolve("adapter_config.json")));
        JsonNode attune = MAPPER.readTree(Files.readString(model.resolve("attune.json")));
        Path base = folder.resolve("bert-pretrained");

        assertThat(config.path("peft_type").asString()).isEqualTo("LORA");
        assertThat(config.path("task_type").asString()).isEqualTo("SEQ_CLS");
        assertThat(config.path("base_model_name_or_path").asString()).isEqualTo(base.toString());
        assertThat(config.path("target_modules").toString()).isEqualTo("[\"dense\",\"key\",\"query\",\"value\"]");
        assertThat(config.path("modules_to_save").toString()).isEqualTo("[\"classifier\"]");
        assertThat(attune.path("base").path("sha256").asString()).hasSize(64);
        assertThat(model.resolve("README.md")).exists();
        assertThat(model.resolve("tokenizer.json")).exists();
        assertThat(model.resolve("model.safetensors")).doesNotExist();
        try (Checkpoint tensors = Safetensors.open(model.resolve("adapter_model.safetensors"))) {
            assertThat(tensors.tensors())
                    .hasSize(2 * (2 * 6 + 1) + 2)
                    .containsKeys(
                            "base_model.model.bert.encoder.layer.0.attention.self.query.lora_A.weight",
                            "base_model.model.bert.pooler.dense.lora_B.weight",
                            "base_model.model.classifier.weight");
        }
    }

    @Test
    void another_base_is_refused_and_so_is_one_that_is_gone_and_training_on_an_adapter() throws IOException {
        Path run = trained("bert");
        Path base = folder.resolve("bert-pretrained");
        Recipe recipe = new Subject("bert", "full", "text-classification")
                .recipe(folder, "further", "model.base=" + run, "model.init=pretrained");

        assertThatThrownBy(() -> FineTune.run(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("attune models merge");
        byte[] weights = Files.readAllBytes(base.resolve("model.safetensors"));
        weights[weights.length - 1] ^= 1;
        Files.write(base.resolve("model.safetensors"), weights);
        assertThatThrownBy(() -> TunedModel.open(run.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("SHA-256");
        Files.move(base, folder.resolve("elsewhere"));
        assertThatThrownBy(() -> Merge.write(run.toString(), folder.resolve("merged")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("this is an adapter, and its base");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target_modules: [quary] | did you mean \"query\"?",
                "target_modules: [LayerNorm] | matches no linear layer",
                "target_modules: [classifier] | matches only layers that learn whole",
                "modules_to_save: [poler] | did you mean \"pooler\"?",
                "rank: 17 | at most the rank of its layer",
                "rank: 0 | rank is from 1 to 65536",
                "alfa: 3 | did you mean \"alpha\"?",
                "rank_pattern: {quary: 2} | \"quary\" matches no layer that has a low-rank part",
                "rank_pattern: {'que(ry': 2} | regular expressions for names of layers (Unclosed group)",
                "rank_pattern: {query: 17} | rank 17 for bert.encoder.layer.0.attention.self.query",
                "alpha_pattern: {query: 0} | alpha_pattern is more than 0",
                "trainable_token_indices: [7, 4444] | token 4444 for bert.embeddings.word_embeddings, which has 44 rows",
                "trainable_token_indices: [7, 7] | numbers of tokens, each once",
                "trainable_token_indices: {pooler: [7]} | \"pooler\" is no table of words"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String option, String said) throws IOException {
        assertThatThrownBy(() -> RunPlan.look(recipe("bert", "{name: lora, " + option + "}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "mistral", "gpt2"})
    void every_option_of_low_rank_parts_lasts_through_saving_and_merging(String architecture) throws IOException {
        Subject subject = new Subject(architecture, "lora", "causal-lm");
        String layer = architecture.equals("gpt2") ? "c_attn" : "q_proj";
        String head = architecture.equals("mistral") ? "embed_tokens: [9, 6], lm_head: [6, 9, 8]" : "";
        String rows = head.isEmpty() ? "[9, 6]" : "{" + head + "}";
        String method = "method={name: lora, rank: 4, dropout: 0.1, use_dora: true, rank_pattern: {" + layer
                + ": 2}, alpha_pattern: {'0.*" + layer + "': 5.5}, trainable_token_indices: " + rows + "}";
        RunResult run = FineTune.run(subject.recipe(folder, "run", method));
        Path merged = folder.resolve("merged");

        assertThat(Merge.write(run.directory().toString(), merged).difference()).isLessThan(Merge.TOLERANCE);
        Path test = folder.resolve(subject.testFile());
        List<Answered> expected = answers(run.directory(), test);
        List<Answered> found = answers(merged, test);
        double mean = 0;
        for (int i = 0; i < expected.size(); i++) {
            assertThat(loss(found.get(i))).isCloseTo(loss(expected.get(i)), within(1e-4));
            mean += loss(expected.get(i)) / expected.size();
        }
        assertThat(mean).isPositive();
        JsonNode config = MAPPER.readTree(Files.readString(run.directory().resolve("model/adapter_config.json")));
        assertThat(config.path("use_dora").asBoolean()).isTrue();
        assertThat(config.path("rank_pattern").size()).isEqualTo(2);
        assertThat(config.path("alpha_pattern").size()).isEqualTo(1);
        assertThat(config.path("trainable_token_indices").size()).isEqualTo(head.isEmpty() ? 1 : 2);
    }

    @Test
    void what_learns_besides_the_factors_is_counted_before_a_weight_is_read() throws IOException {
        String method =
                "{name: lora, rank: 2, use_dora: true, rank_pattern: {query: 3}, trainable_token_indices: [7, 9]}";
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(recipe("bert", method))) {
            Model model = plan.base().build(plan.task().head(), Placement.cpu(Precision.FP32), 5);
            long learnt =
                    plan.method().build().create(model, new ParameterGroups(1), plan.setting()).parameters().stream()
                            .flatMap(group -> group.parameters().stream())
                            .mapToLong(Parameter::size)
                            .sum();
            assertThat(learnt).isEqualTo(plan.learnt());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VALUES", "NARROW"})
    void frozen_weights_have_neither_wide_masters_nor_gradients_nor_moments(Storage storage) throws IOException {
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(recipe("bert", "{name: lora, rank: 2, target_modules: [query, value]}"))) {
            Model model = plan.base()
                    .build(plan.task().head(), Placement.cpu(Precision.BF16).storing(storage), 5);
            Method method = plan.method().build().create(model, new ParameterGroups(1), plan.setting());
            assertThat(plan.placement().storage()).isEqualTo(Storage.NARROW);
            long learnt = 0;
            for (Parameter parameter : model.parameters().all()) {
                boolean weight = parameter.kind() == Parameter.Kind.WEIGHT;
                boolean head = parameter.name().startsWith("classifier");
                assertThat(parameter.learns()).isEqualTo(head || Adapter.isPart(parameter.name()));
                learnt += parameter.learns() ? parameter.size() : 0;
                if (weight && !parameter.learns() && !parameter.name().contains("pooler")) {
                    assertThat(Tensors.type(parameter.master()))
                            .as(parameter.name())
                            .isEqualTo(ScalarType.BFloat16);
                } else {
                    assertThat(Tensors.type(parameter.master()))
                            .as(parameter.name())
                            .isEqualTo(ScalarType.Float);
                }
            }
            assertThat(learnt).isEqualTo(plan.learnt());
            assertThat(method.parameters().stream()
                            .flatMap(group -> group.parameters().stream())
                            .mapToLong(Parameter::size)
                            .sum())
                    .isEqualTo(learnt);
        }
    }

    private Path trained(String architecture) throws IOException {
        Subject subject = new Subject(architecture, "lora", "text-classification");
        return FineTune.run(subject.recipe(folder, "run")).directory();
    }

    private Recipe recipe(String architecture, String method) throws IOException {
        return new Subject(architecture, "lora", "text-classification").recipe(folder, "options", "method=" + method);
    }

    private static List<float[]> probabilities(Path model) {
        try (TunedModel opened = TunedModel.open(model.toString())) {
            return opened.predict(TEXTS).stream().map(Answered::probabilities).toList();
        }
    }
}
