// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.attune.config.NewTokens;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.config.axolotl.Conversion.Mapped;
import org.attune.config.axolotl.Conversion.Remark;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxolotlTest {

    private static final String SMALL =
            "base_model: ./m\ndatasets: [{path: a.jsonl, type: completion}]\nlearning_rate: 1e-4\n";

    private static List<Problem> refused(String text) {
        InputException refused = catchThrowableOfType(InputException.class, () -> AxolotlTexts.convert(text));
        assertThat(refused).as(text).isNotNull();
        return refused.problems();
    }

    private static String yaml(String text) {
        return AxolotlTexts.convert(text).yaml();
    }

    @Test
    void a_recipe_is_never_taken_for_a_configuration_of_axolotl() {
        assertThat(Axolotl.recognises(AxolotlTexts.tree("model: m\ndata: {train: a.csv}")))
                .isFalse();
        assertThat(Axolotl.recognises(AxolotlTexts.tree("base_model: m\ndata: {train: a.csv}\nnum_epochs: 3")))
                .isFalse();
        assertThat(Axolotl.recognises(AxolotlTexts.tree("base_model: m\nseed: 3")))
                .isFalse();
        assertThat(Axolotl.recognises(AxolotlTexts.tree(SMALL))).isTrue();
        assertThat(Axolotl.recognises(AxolotlTexts.tree("datasets: []\nadapter: lora")))
                .isTrue();
    }

    @Test
    void a_chat_by_lora_is_taken_over_and_every_difference_is_said() {
        Conversion conversion = AxolotlTexts.convert(AxolotlTexts.LORA_CHAT);
        String yaml = conversion.yaml();

        assertThat(yaml)
                .contains(
                        "base: \"./models/llama\"  # config.yml:1 base_model",
                        "layout: sharegpt",
                        "conversations: conversations",
                        "template: chatml",
                        "train_on: assistant",
                        "max_length: 2048  # config.yml:",
                        "rank: 32",
                        "alpha: 16",
                        "dropout: 0.05",
                        "target_modules: all-linear",
                        "modules_to_save: [embed_tokens, lm_head]",
                        "batch_size: 8  # config.yml:28 micro_batch_size × gradient_accumulation_steps",
                        "micro_batch_size: 2",
                        "schedule: cosine",
                        "warmup: 10",
                        "clip: 1  # Axolotl's default",
                        "seed: 42  # Axolotl's default",
                        "recompute: true",
                        "packing: true");
        assertThat(conversion.differences())
                .extracting(Remark::key)
                .contains(
                        "load_in_8bit",
                        "sample_packing",
                        "optimizer",
                        "evals_per_epoch",
                        "val_set_size",
                        "sequence_len");
        assertThat(conversion.ignored())
                .extracting(Remark::key)
                .contains(
                        "model_type",
                        "dataset_prepared_path",
                        "wandb_project",
                        "flash_attention",
                        "tf32",
                        "special_tokens.pad_token");
        assertThat(conversion.mapped()).contains(new Mapped("lora_r", "method.rank", "32"));
    }

    @Test
    void instructions_by_qlora_are_taken_over() {
        String yaml = yaml(AxolotlTexts.QLORA_ALPACA);

        assertThat(yaml)
                .contains(
                        "hf:mistralai/Mistral-7B-v0.1",
                        "revision: main",
                        "name: qlora",
                        "use_rslora: true",
                        "target_modules: [q_proj, v_proj]",
                        "layout: alpaca",
                        "template: alpaca",
                        "max_steps: 200",
                        "every: 50",
                        "schedule: constant",
                        "warmup: 0 ",
                        "clip: 0.3",
                        "patience: 3",
                        "batch_size: 8",
                        "optimizer: adamw");
        RunConfig config = Recipe.fromYaml(yaml).config();
        assertThat(config.training().optimizer().weightDecay()).isZero();
        assertThat(config.evaluate().every().amount()).isEqualTo(50);
    }

    @Test
    void completion_of_the_whole_model_is_taken_over() {
        Conversion conversion = AxolotlTexts.convert(AxolotlTexts.FULL_COMPLETION);
        RunConfig config = Recipe.fromYaml(conversion.yaml()).config();

        assertThat(config.data().train()).containsExactly("a.jsonl", "b.jsonl");
        assertThat(config.method().name()).isEqualTo("full");
        assertThat(config.training().batchSize()).isEqualTo(16);
        assertThat(config.training().packing()).isTrue();
        assertThat(conversion.yaml())
                .contains("layout: text", "text: body", "train_on: all", "validation: none", "precision: bf16");
        assertThat(conversion.differences()).extracting(Remark::key).contains("saves_per_epoch", "bf16");
        assertThat(conversion.ignored())
                .extracting(Remark::key)
                .contains(
                        "deepspeed",
                        "plugins: axolotl.integrations.liger.LigerPlugin",
                        "liger_rope",
                        "evals_per_epoch");
    }

    @Test
    void new_tokens_and_the_rows_that_learn_are_taken_over() {
        String yaml = yaml(SMALL + """
                adapter: lora
                lora_r: 8
                lora_alpha: 16
                lora_target_linear: true
                peft_trainable_token_indices: {embed_tokens: [5, 6]}
                tokens: ["<a>", "<b>"]
                special_tokens: {additional_special_tokens: ["<|over|>"]}
                """);

        assertThat(yaml).contains("embed_tokens: [5, 6]");
        assertThat(Recipe.fromYaml(yaml).config().model().newTokens())
                .isEqualTo(new NewTokens(List.of("<a>", "<b>"), List.of("<|over|>")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rl: dpo",
                "added_tokens_overrides: {128041: x}",
                "peft_layer_replication: [[0, 2]]",
                "optimizer: lion_8bit",
                "optimizer: adafactor",
                "optimizer: sgd",
                "adam_beta2: 0.95",
                "lr_scheduler: rex",
                "cosine_min_lr_ratio: 0.1",
                "fp16: true",
                "neftune_noise_alpha: 5",
                "unfrozen_parameters: [lm_head.weight]",
                "plugins: [axolotl.integrations.kd.KDPlugin]",
                "num_epochs: 1.5",
                "val_set_size: 200",
                "load_in_4bit: true",
                "pretraining_dataset: [{path: c4}]",
                "special_tokens: {eos_token: x}",
                "adapter: llama-adapter",
                "batch_size: 7\nmicro_batch_size: 2",
                "warmup_steps: 2\nwarmup_ratio: 0.1",
                "excess_length_strategy: split",
                "shuffle_merged_datasets: false",
                "peft_init_lora_weights: pissa",
                "metric_for_best_model: eval_bleu",
                "early_stopping_patience: 2",
                "micro_batch_size: 0",
                "tokenizer_config: ./other",
                "learning_rate: 100"
            })
    void what_cannot_be_honoured_is_refused_with_what_to_do(String line) {
        String base = line.startsWith("learning_rate") ? SMALL.replace("learning_rate: 1e-4\n", "") : SMALL;
        assertThat(refused(base + line))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.fix()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path: org/name, type: completion | is no file or folder here",
                "path: 's3://b/a.jsonl', type: completion | is no file or folder here",
                "path: a.jsonl, type: input_output | input_output",
                "path: a.jsonl | missing",
                "path: a.jsonl, type: completion, split: 'train[:10%]' | train[:10%]",
                "path: a.arrow, ds_type: arrow, type: completion | arrow",
                "path: a.jsonl, type: chat_template, chat_template: llama3 | llama3",
                "path: a.jsonl, type: chat_template, chat_template_jinja: '{{ messages }}' | the template itself",
                "path: a.jsonl, type: chat_template, roles_to_train: [user] | a list of 1",
                "path: a.jsonl, type: chat_template, train_on_eos: last | last",
                "path: a.jsonl, type: chat_template, message_property_mappings: {role: who, content: what} | who",
                "path: a.jsonl, type: sharegpt | Vicuna",
                "path: a.jsonl, type: {field_instruction: q, format: '[INST] {instruction}'} | [INST]"
            })
    void a_data_set_that_cannot_be_read_is_refused(String set, String found) {
        String text = SMALL.replace("{path: a.jsonl, type: completion}", "{" + set + "}");
        assertThat(refused(text)).anySatisfy(problem -> {
            assertThat(problem.found()).contains(found);
            assertThat(problem.where()).startsWith("config.yml:2 datasets[0].");
        });
    }

    @Test
    void a_prompt_that_is_a_column_as_it_is_has_a_native_layout() {
        assertThat(yaml(SMALL.replace(
                        "type: completion", "type: {field_instruction: q, field_output: a, format: '{instruction}'}")))
                .contains("layout: prompt-completion", "prompt: q", "completion: a", "train_on: completion");
    }

    @Test
    void data_of_several_kinds_are_refused() {
        assertThat(refused(SMALL.replace("}]", "}, {path: b.jsonl, type: alpaca}]")))
                .anySatisfy(problem -> assertThat(problem.found()).contains("text", "alpaca"));
    }

    @Test
    void an_unknown_key_is_never_passed_over() {
        assertThat(refused(SMALL + "micro_batch_sise: 2\nlora_frobnicate: 1\n"))
                .extracting(Problem::fix)
                .contains("did you mean \"micro_batch_size\"?");
    }

    @Test
    void all_problems_are_listed_at_once() {
        List<Problem> problems = refused("base_model: m\nrl: dpo\nlearning_rate: fast\nnum_epochs: 0.5\nfoo_bar: 1\n");
        assertThat(problems)
                .extracting(Problem::where)
                .contains(
                        "config.yml:2 rl",
                        "config.yml:3 learning_rate",
                        "config.yml:4 num_epochs",
                        "config.yml:5 foo_bar",
                        "config.yml:1 datasets");
    }

    @Test
    void sgd_is_taken_over_with_the_momentum_that_it_has_here() {
        assertThat(yaml(SMALL + "optimizer: sgd\noptim_args: {momentum: 0.9}")).contains("optimizer: sgd");
    }

    @Test
    void a_default_of_axolotl_is_written_where_ours_is_another() {
        RunConfig config = Recipe.fromYaml(yaml(SMALL)).config();
        assertThat(config.training().epochs()).isEqualTo(1);
        assertThat(config.training().batchSize()).isEqualTo(1);
        assertThat(config.training().schedule().warmup()).isEqualTo(0.03);
        assertThat(config.data().length().maxLength()).contains(512);
        assertThat(config.checkpoint().keep()).isEqualTo(4);
        assertThat(config.seed()).isEqualTo(42);
    }
}
