// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration of Axolotl on the command line. */
@Tag("engine")
class AxolotlRunTest {

    @TempDir
    static Path folder;

    private static String config = "";

    @BeforeAll
    static void write() throws IOException {
        Path model = TinyModel.decoderIn(folder.resolve("model"));
        Path data = TinyData.conversations(folder.resolve("talks.jsonl"), 24);
        config = Files.writeString(folder.resolve("config.yml"), """
                base_model: %s
                datasets:
                  - {path: %s, type: chat_template, chat_template: chatml}
                val_set_size: 0.25
                adapter: lora
                lora_r: 2
                lora_alpha: 4
                lora_target_linear: true
                sample_packing: true
                micro_batch_size: 2
                gradient_accumulation_steps: 3
                sequence_len: 128
                learning_rate: 0.01
                warmup_ratio: 0.1
                wandb_project: none
                output_dir: %s
                """.formatted(model, data, folder.resolve("run")))
                .toString();
    }

    @Test
    void it_is_trained_as_it_says_and_what_became_of_it_is_said() throws IOException {
        Cli train = Cli.run("train", config, "training.epochs=2");

        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.err())
                .contains("lora_r -> method.rank: 2", "not quite as Axolotl does it:", "ignored:", "wandb_project");
        assertThat(Files.readString(folder.resolve("run").resolve("recipe.yaml")))
                .contains("rank: 2", "epochs: 2  # override", "batch_size: 6", "schedule: cosine");
        assertThat(folder.resolve("run").resolve("model").resolve("adapter_model.safetensors"))
                .exists();
    }

    @Test
    void its_recipe_is_written_and_reads_back() {
        Path out = folder.resolve("native").resolve("recipe.yaml");
        Cli written = Cli.run("recipe", "convert", config, "--out", out.toString());
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(Cli.run("recipe", "check", out.toString()).code()).isZero();

        Cli printed = Cli.run("recipe", "convert", config, "--quiet");
        assertThat(printed.out()).contains("rank: 2  # ", "config.yml:6 lora_r");
        assertThat(printed.err()).contains("sample_packing").doesNotContain("wandb_project");
        assertThat(Cli.run("recipe", "convert", config, "--json")
                        .json()
                        .path("recipe")
                        .stringValue())
                .isEqualTo(printed.out());
    }

    @Test
    void what_it_cannot_honour_is_listed_at_once_and_nothing_is_written() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yml"), Files.readString(Path.of(config)) + "rl: dpo\nlora_alhpa: 3\n");
        for (String command : new String[] {"train", "recipe convert", "recipe check"}) {
            Cli refused = Cli.run((command + " " + wrong).split(" "));
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("wrong.yml:17 rl", "did you mean \"lora_alpha\"?", "2 problems")
                    .doesNotContain("\tat ");
            assertThat(refused.out()).isEmpty();
        }
    }

    @Test
    void a_recipe_is_not_converted() throws IOException {
        Path recipe = Files.writeString(folder.resolve("own.yaml"), "model: m\ndata: {train: a.csv}\n");
        Cli refused = Cli.run("recipe", "convert", recipe.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("[axolotl.other]");
    }
}
