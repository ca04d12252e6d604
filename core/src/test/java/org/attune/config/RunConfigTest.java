// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigTest {

    private static List<Problem> problems(String yaml) {
        InputException thrown = catchThrowableOfType(InputException.class, () -> RunConfig.fromYaml(yaml));
        assertThat(thrown).as(yaml).isNotNull();
        return thrown.problems();
    }

    @Test
    void the_least_recipe_gets_the_defaults_of_the_contract() {
        RunConfig config = RunConfig.fromYaml(RecipeTexts.LEAST);
        assertThat(config)
                .isEqualTo(new RunConfig(
                        ModelConfig.of("builtin:minilm"),
                        "text-classification",
                        DataConfig.of("train.csv"),
                        MethodConfig.of("full"),
                        TrainingConfig.DEFAULT,
                        EvaluateConfig.DEFAULT,
                        CheckpointConfig.DEFAULT,
                        Map.of(),
                        ExportConfig.DEFAULT,
                        "auto",
                        13,
                        Path.of("runs/recipe")));
        assertThat(config.training().epochs()).isEqualTo(3);
        assertThat(config.training().batchSize()).isEqualTo(32);
        assertThat(config.training().schedule()).isEqualTo(new ScheduleConfig(ScheduleConfig.Shape.LINEAR, 0.06));
        assertThat(config.training().optimizer().clip()).contains(1.0);
        assertThat(config.training().optimizer().weightDecay()).isEqualTo(0.01);
        assertThat(config.data().validation()).isEqualTo(new Validation.Share(0.1));
        assertThat(config.checkpoint()).isEqualTo(new CheckpointConfig(Interval.EPOCH, 2));
    }

    @Test
    void every_key_of_the_contract_is_read() {
        RunConfig config = RunConfig.fromYaml(RecipeTexts.ALL);
        assertThat(config.model())
                .isEqualTo(new ModelConfig(
                        "hf:a/b",
                        Optional.of("0123456"),
                        ModelConfig.Pooling.CLS,
                        ModelConfig.Init.RANDOM,
                        new NewTokens(List.of("<a>"), List.of("<b>")),
                        Optional.empty()));
        assertThat(config.data().train()).containsExactly("a.csv", "b/*.csv");
        assertThat(config.data().validation()).isEqualTo(new Validation.Files(List.of("v.csv")));
        assertThat(config.data().columns()).isEqualTo(Map.of("text", new Column.Named("0"), "label", new Column.At(1)));
        assertThat(config.data().labels()).isEqualTo(DataConfig.Labels.MULTIPLE);
        assertThat(config.data().file())
                .isEqualTo(new FileConfig(
                        FileConfig.Format.TSV, Optional.of("\t"), Optional.of("none"), Optional.of(false)));
        assertThat(config.data().length())
                .isEqualTo(new LengthConfig(Optional.of(128), LengthConfig.Truncation.LEFT, Optional.of(64)));
        assertThat(config.data().conversation())
                .isEqualTo(new ConversationConfig(
                        ConversationConfig.Layout.PROMPT_COMPLETION,
                        ConversationConfig.TrainOn.ALL,
                        Optional.of("chat.jinja")));
        assertThat(config.data().limit()).contains(1000);
        assertThat(config.data().prepare()).hasSize(1);
        assertThat(config.method().name()).isEqualTo("lora");
        assertThat(config.training())
                .isEqualTo(new TrainingConfig(
                        5,
                        Optional.of(100),
                        Optional.of(1.5),
                        64,
                        Optional.of(8),
                        new OptimizerConfig(
                                OptimizerConfig.Algorithm.SGD,
                                Optional.of(2e-4),
                                0,
                                Optional.empty(),
                                0.9,
                                new Averaging.Ema(0.99)),
                        new ScheduleConfig(ScheduleConfig.Shape.ONE_CYCLE, 10),
                        new LossConfig(0.1, new ClassWeights.Each(Map.of("a.b", 2.0, "1", 0.5)), 2),
                        new Sampling.Power(0.5),
                        Optional.of(0.0),
                        true,
                        true,
                        TrainingConfig.Precision.BF16,
                        Optional.of(2),
                        2));
        assertThat(config.evaluate())
                .isEqualTo(new EvaluateConfig(
                        new Interval(Interval.Unit.STEPS, 50),
                        Optional.of("f1_macro"),
                        Optional.of(3),
                        Optional.of(500),
                        new WritingConfig(
                                Optional.of(64),
                                Optional.of("^[0-9]+$"),
                                Optional.of(List.of("name", "age")),
                                true,
                                false,
                                Optional.of("options")),
                        Map.of(
                                "cola",
                                new RetainConfig(
                                        Optional.of("runs/cola"), List.of("cola.tsv"), Map.of("text", "sentence")))));
        assertThat(config.checkpoint()).isEqualTo(new CheckpointConfig(new Interval(Interval.Unit.MINUTES, 30), 3));
        assertThat(config.require()).isEqualTo(Map.of("test.accuracy", ">= 0.92", "retain.cola.mcc", ">= base - 0.01"));
        assertThat(config.export().dtype()).isEqualTo(ExportConfig.Dtype.FP16);
        assertThat(config.device()).isEqualTo("cuda:1");
        assertThat(config.seed()).isEqualTo(-9_223_372_036_854_775_808L);
        assertThat(config.output()).isEqualTo(Path.of("out/x"));
    }

    @Test
    void all_problems_come_at_once_with_line_and_key() {
        List<Problem> problems = problems("""
                task: text-clasification
                data:
                  train: []
                  validation: 1.5
                  columns: {txt: a, label: -1}
                training:
                  epochs: three
                  batch_size: 0
                  warmup: 2.5
                  learning_rate: -1
                checkpont: {keep: 1}
                """);
        assertThat(problems)
                .extracting(Problem::where, Problem::code)
                .containsExactlyInAnyOrder(
                        tuple("model.base", "recipe.missing"),
                        tuple("recipe:1 task", "recipe.type"),
                        tuple("recipe:3 data.train", "recipe.range"),
                        tuple("recipe:4 data.validation", "recipe.range"),
                        tuple("recipe:5 data.columns.txt", "recipe.unknown-key"),
                        tuple("recipe:5 data.columns.label", "recipe.range"),
                        tuple("recipe:7 training.epochs", "recipe.type"),
                        tuple("recipe:8 training.batch_size", "recipe.range"),
                        tuple("recipe:9 training.warmup", "recipe.range"),
                        tuple("recipe:10 training.learning_rate", "recipe.range"),
                        tuple("recipe:11 checkpont", "recipe.unknown-key"));
        assertThat(problems)
                .extracting(Problem::fix)
                .contains("did you mean \"text-classification\"?", "did you mean \"checkpoint\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "training: {epochs: '3'}|recipe:3 training.epochs|recipe.type",
                "training: {epochs: 1.5}|recipe:3 training.epochs|recipe.type",
                "training: {epochs: 99999999999999999999999}|recipe:3 training.epochs|recipe.type",
                "training: {epochs: 3000000000}|recipe:3 training.epochs|recipe.type",
                "training: {epochs: .inf}|recipe:3 training.epochs|recipe.type",
                "training: {learning_rate: .nan}|recipe:3 training.learning_rate|recipe.type",
                "training: {micro_batch_size: 64}|recipe:3 training.micro_batch_size|recipe.range",
                "training: {class_weights: {}}|recipe:3 training.class_weights|recipe.range",
                "training: {sampling: {power: 2}}|recipe:3 training.sampling|recipe.range",
                "training: {sampling: {powr: 1}}|recipe:3 training.sampling|recipe.type",
                "training: {sampling: twice}|recipe:3 training.sampling|recipe.type",
                "training: {average: {ema: 1}}|recipe:3 training.average|recipe.range",
                "training: {average: {mean: 0.5}}|recipe:3 training.average|recipe.type",
                "training: {class_weights: {a: 0}}|recipe:3 training.class_weights|recipe.range",
                "training: {class_weights: {a: x}}|recipe:3 training.class_weights|recipe.type",
                "training: [1]|recipe:3 training|recipe.type",
                "training: 5|recipe:3 training|recipe.type",
                "method: lorra|recipe:3 method.name|recipe.type",
                "method: [lora]|recipe:3 method|recipe.type",
                "evaluate: {generate: 8, regex: '('}|recipe:3 evaluate.regex|recipe.range",
                "evaluate: {regex: 'a'}|evaluate.generate|recipe.range",
                "evaluate: {every: 0}|recipe:3 evaluate.every|recipe.type",
                "evaluate: {every: 0m}|recipe:3 evaluate.every|recipe.type",
                "checkpoint: {keep: 0}|recipe:3 checkpoint.keep|recipe.range",
                "require: {test.accuracy: 0.9}|recipe:3 require|recipe.range",
                "device: gpu|recipe:3 device|recipe.range",
                "seed: x|recipe:3 seed|recipe.type",
                "seed: 9223372036854775808|recipe:3 seed|recipe.type",
                "output: \"a\\0b\"|recipe:3 output|recipe.range",
                "output: ''|recipe:3 output|recipe.range",
                "export: {dtype: fp8}|recipe:3 export.dtype|recipe.type",
                "stages: {a: 1}|recipe:3 stages|recipe.type",
                "stages: [1]|recipe:3 stages|recipe.type",
                "stages: [{trainin: {}}]|recipe:3 trainin|recipe.unknown-key",
                "stages: [{stages: []}]|recipe:3|recipe.stages"
            })
    void a_wrong_value_is_one_problem_at_its_place(String line, String where, String code) {
        assertThat(problems(RecipeTexts.LEAST + line))
                .extracting(Problem::where, Problem::code)
                .containsExactly(tuple(where, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validation: 0",
                "validation: 1",
                "validation: .nan",
                "validation: []",
                "validation: true",
                "validation: ''",
                "test: []",
                "test: {a: 1}",
                "delimiter: ab",
                "quote: ab",
                "delimiter: ','\n  quote: ','",
                "max_length: 1",
                "max_length: 32\n  stride: 32",
                "limit: 0",
                "columns: {text: [a, b]}",
                "labels: many",
                "header: maybe",
                "prepare: x",
                "train: ''",
                "train: {a: 1}"
            })
    void a_wrong_value_under_data_is_a_problem(String lines) {
        String train = lines.startsWith("train") ? "" : "  train: a.csv\n";
        assertThat(problems("model: m\ndata:\n" + train + "  " + lines))
                .hasSize(1)
                .allSatisfy(problem -> assertThat(problem.where()).contains("data."));
    }

    @Test
    void a_wrong_override_is_named_as_the_override() {
        InputException thrown = catchThrowableOfType(
                InputException.class,
                () -> Recipe.fromYaml(RecipeTexts.LEAST).with(List.of("training.epochs=-1", "trainin.epochs=1")));
        assertThat(thrown.problems())
                .extracting(Problem::where)
                .containsExactly("override training.epochs=-1", "override trainin.epochs=1");
    }

    @Test
    void none_and_null_and_short_forms_are_understood() {
        RunConfig config = RunConfig.fromYaml(
                "model: m\ndata: {train: t, validation: none, test: ~, quote: none}\nmethod: head\ntraining:\nevaluate: {patience: }");
        assertThat(config.data().validation()).isEqualTo(new Validation.None());
        assertThat(config.data().test()).isEmpty();
        assertThat(config.method()).isEqualTo(MethodConfig.of("head"));
        assertThat(config.evaluate()).isEqualTo(EvaluateConfig.DEFAULT);
    }

    @Test
    void something_that_is_no_map_is_no_recipe() {
        assertThat(problems("- a\n- b")).extracting(Problem::code).containsExactly("recipe.form");
        assertThat(problems("text,label")).extracting(Problem::found).containsExactly("\"text,label\" (text)");
    }

    @Test
    void a_thousand_problems_are_cut_to_a_readable_number() {
        StringBuilder many = new StringBuilder(RecipeTexts.LEAST);
        for (int i = 0; i < 1000; i++) {
            many.append("key").append(i).append(": 1\n");
        }
        assertThat(problems(many.toString()))
                .hasSizeLessThan(60)
                .last()
                .satisfies(problem -> assertThat(problem.found()).contains("more problems"));
    }
}
