// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedRecipeTest {

    private static final String LEAST = RecipeTexts.LEAST;

    private record Lora(int rank, double alpha, List<String> targets) {

        static Lora read(Section section) {
            return new Lora(
                    section.integer("rank", 8), section.number("alpha", 16), section.texts("targets", List.of("all")));
        }
    }

    @Test
    void each_line_that_is_not_the_users_names_its_source() {
        Recipe recipe =
                Recipe.fromYaml(LEAST + "training: {learning_rate: 2e-4}").with(List.of("training.epochs=4"));
        recipe.resolved().set("data.max_length", 64, "derived: longest training row has 61 tokens");
        recipe.resolved().set("data.columns.text", "Body text", "guessed:\nby its content");
        assertThat(recipe.resolved().yaml())
                .contains("model:\n  base: builtin:minilm\n  revision: none  # default\n")
                .contains("\n  train: [train.csv]\n")
                .contains("\n  columns:  # default\n    text: \"Body text\"  # guessed: by its content\n")
                .contains("\n  learning_rate: 2e-4\n")
                .contains("\n  epochs: 4  # override\n")
                .contains("\n  max_length: 64  # derived: longest training row has 61 tokens\n")
                .contains("\nseed: 13  # default\n");
    }

    @Test
    void the_text_read_again_is_the_same_run_with_the_same_fingerprint() {
        Recipe all = Recipe.fromYaml(RecipeTexts.ALL);
        Recipe again = Recipe.fromYaml(all.resolved().yaml());
        assertThat(again.config()).isEqualTo(all.config());
        assertThat(again.stages()).isEqualTo(all.stages());
        assertThat(again.resolved().fingerprint()).isEqualTo(all.resolved().fingerprint());
        assertThat(again.resolved().yaml()).isEqualTo(all.resolved().yaml());
    }

    @Test
    void the_fingerprint_is_of_values_and_not_of_writing_output_or_what_auto_became() {
        Recipe recipe = Recipe.fromYaml(LEAST + "training: {learning_rate: 2e-4}");
        String print = recipe.resolved().fingerprint();
        assertThat(print).matches("[0-9a-f]{64}");
        assertThat(Recipe.fromYaml(
                                "output: elsewhere\ntraining:\n  learning_rate: 0.00020\n  epochs: 3\nmethod: full\nmodel:\n  base: builtin:minilm\ndata:\n  train: [train.csv]")
                        .resolved()
                        .fingerprint())
                .isEqualTo(print);
        recipe.resolved().set("training.micro_batch_size", 8, "derived: memory");
        assertThat(recipe.resolved().fingerprint()).isEqualTo(print);
        assertThat(recipe.with(List.of("seed=14")).resolved().fingerprint()).isNotEqualTo(print);
    }

    @Test
    void the_first_differences_are_named_by_key() {
        Recipe recipe = Recipe.fromYaml(LEAST);
        Recipe other = recipe.with(List.of("training.epochs=4", "seed=1", "output=x", "data.columns.text=body"));
        assertThat(other.resolved().firstDifferences(recipe.resolved()))
                .containsExactly("data.columns.text", "training.epochs", "seed");
        assertThat(recipe.resolved().firstDifferences(recipe.resolved())).isEmpty();
    }

    @Test
    void a_method_reads_its_options_strictly_and_its_defaults_enter_the_recipe() {
        Recipe recipe = Recipe.fromYaml(LEAST + "method: {name: lora, rank: 4, targets: q}");
        Lora lora = recipe.config().method().read(recipe.resolved(), Lora::read);
        assertThat(lora).isEqualTo(new Lora(4, 16, List.of("q")));
        assertThat(recipe.resolved().yaml())
                .contains("method:\n  name: lora\n  rank: 4\n  targets: [q]\n  alpha: 16  # default\n");

        Recipe explicit = Recipe.fromYaml(LEAST + "method: {name: lora, rank: 4, alpha: 16.0, targets: [q]}");
        assertThat(explicit.config().method().read(explicit.resolved(), Lora::read))
                .isEqualTo(lora);
        assertThat(explicit.resolved().fingerprint())
                .isEqualTo(recipe.resolved().fingerprint());
    }

    @Test
    void a_key_that_the_method_does_not_read_is_a_problem_with_its_line() {
        Recipe recipe = Recipe.fromYaml(LEAST + "method:\n  name: lora\n  rnk: 4\n  alpha: x\n");
        assertThatThrownBy(() -> recipe.config().method().read(recipe.resolved(), Lora::read))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("recipe:5 method.rnk")
                .hasMessageContaining("did you mean \"rank\"?")
                .hasMessageContaining("recipe:6 method.alpha");
    }

    @Test
    void only_keys_of_a_recipe_can_be_set() {
        ResolvedRecipe resolved = Recipe.fromYaml(LEAST).resolved();
        assertThatThrownBy(() -> resolved.set("training.nested.epochs", 1, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training.nested.epochs");
    }

    @Test
    void the_output_is_named_after_the_recipe_and_lines_after_its_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bank-intents.yaml"), LEAST + "seed: x\n");
        assertThatThrownBy(() -> Recipe.read(file, List.of())).hasMessageContaining(file + ":3 seed");
        Recipe recipe = Recipe.read(file, List.of("seed=1"));
        assertThat(recipe.config().output()).isEqualTo(Path.of("runs/bank-intents"));
        Files.createFile(folder.resolve("train.csv"));
        assertThat(recipe.beside("train.csv"))
                .contains(folder.resolve("train.csv").toAbsolutePath());
        assertThat(recipe.beside("other.csv")).isEmpty();
    }

    @Test
    void a_stage_is_the_recipe_under_its_differences() {
        Recipe recipe = Recipe.fromYaml(LEAST + "seed: 2\nstages: [{training: {epochs: 1}}, {seed: 3}]");
        assertThat(recipe.stages()).hasSize(2);
        RunConfig first = RunConfig.of(recipe.staged(recipe.stages().get(0)));
        assertThat(first.training().epochs()).isEqualTo(1);
        assertThat(first.seed()).isEqualTo(2);
    }
}
