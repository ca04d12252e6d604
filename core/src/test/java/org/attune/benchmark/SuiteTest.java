// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.config.Recipe;
import org.attune.launch.Forecast;
import org.attune.problem.InputException;
import org.attune.run.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

    private static final String SUITE = """
            recipe: {model: 'builtin:minilm', method: {name: lora, rank: 4}, training: {batch_size: 8}}
            data:
              a: {task: text-classification, data: {train: a.csv, test: b.csv}}
              b: {data: {train: c.csv, test: d.csv}, training: {batch_size: 16}}
            candidates:
              full: {method: full, training: {learning_rate: 0.001}}
            baselines: [untuned, head, random]
            seeds: [3, 5]
            budget: {steps: 7, minutes: 2}
            """;

    @TempDir
    Path folder;

    private Suite suite(String text) throws IOException {
        return Suite.read(Files.writeString(folder.resolve("small.yaml"), text), List.of());
    }

    private static Recipe recipe(Suite suite, String candidate) {
        return Recipe.of(SuiteProtocol.recipe(suite, new Cell("b", candidate, 5, suite.output())));
    }

    @Test
    void a_suite_has_a_cell_for_each_data_set_candidate_and_seed() throws IOException {
        Suite suite = suite(SUITE);
        assertThat(suite.cells()).hasSize(16).doesNotHaveDuplicates();
        assertThat(suite.name()).isEqualTo("small");
        assertThat(suite.cells().get(1).name()).isEqualTo("a--full--seed-5");
        assertThat(suite.cells().get(1).run()).isEqualTo(Path.of("benchmarks/small/runs/a/full/seed-5"));
        assertThat(suite.cells().get(1).launch().command())
                .isEqualTo("attune train benchmarks/small/recipes/a--full--seed-5.yaml output=runs/a--full--seed-5");
    }

    @Test
    void the_suite_in_bench_is_one() {
        Suite suite = Suite.read(Path.of("..", "bench", "suites", "encoders.yaml"), List.of());
        assertThat(suite.cells()).hasSize(90);
        assertThat(suite.cells())
                .allSatisfy(cell -> assertThat(Recipe.of(SuiteProtocol.recipe(suite, cell))
                                .config()
                                .training()
                                .batchSize())
                        .isEqualTo(32));
    }

    @Test
    void a_cell_is_the_shared_recipe_the_data_the_candidate_and_the_protocol() throws IOException {
        Suite suite = suite(SUITE);
        Recipe full = recipe(suite, "full");
        assertThat(full.config().model().base()).isEqualTo("builtin:minilm");
        assertThat(full.config().method().name()).isEqualTo("full");
        assertThat(full.config().method().options().entries()).isEmpty();
        assertThat(full.config().training().batchSize()).isEqualTo(16);
        assertThat(full.config().training().maxSteps()).hasValue(7);
        assertThat(full.config().training().maxMinutes()).hasValue(2.0);
        assertThat(full.config().seed()).isEqualTo(5);
        assertThat(recipe(suite, "random").config().model().base()).isEqualTo("builtin:minilm");
        assertThat(recipe(suite, "random").config().model().init().name()).isEqualTo("RANDOM");
        assertThat(recipe(suite, "untuned").config().training().maxSteps()).hasValue(1);
        assertThat(recipe(suite, "untuned").config().training().optimizer().learningRate())
                .hasValue(0.0);
    }

    @Test
    void the_recipe_of_a_cell_reads_back_as_the_same_run() throws IOException {
        Recipe cell = recipe(suite(SUITE), "full");
        Recipe again = Recipe.fromYaml(cell.tree().yaml());
        assertThat(again.resolved().fingerprint()).isEqualTo(cell.resolved().fingerprint());
    }

    @Test
    void what_the_protocol_decides_no_candidate_may_say() {
        assertThatThrownBy(() -> suite(SUITE.replace("learning_rate: 0.001", "batch_size: 4, max_steps: 9")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("candidates.full.training.batch_size")
                .hasMessageContaining("candidates.full.training.max_steps")
                .hasMessageContaining("say it under budget");
        assertThatThrownBy(() -> suite(SUITE.replace("recipe: {", "recipe: {seed: 4, ")))
                .hasMessageContaining("recipe.seed");
    }

    @Test
    void names_baselines_seeds_and_budgets_are_checked_together() {
        assertThatThrownBy(() -> suite(SUITE.replace("  full:", "  a b:")
                        .replace("[untuned,", "[tuned,")
                        .replace("[3, 5]", "[3, 3]")
                        .replace("steps: 7", "epochs: 1, steps: 7")))
                .hasMessageContaining("\"a b\"")
                .hasMessageContaining("\"tuned\"")
                .hasMessageContaining("each seed once")
                .hasMessageContaining("budget.steps");
    }

    @Test
    void a_process_that_fails_is_one_failed_cell() throws IOException {
        Suite suite = Suite.read(
                Files.writeString(folder.resolve("small.yaml"), SUITE), List.of("output=" + folder.resolve("out")));
        List<CellPlan> cells = suite.cells().subList(0, 3).stream()
                .map(cell -> new CellPlan(cell, new Identity(Map.of(), Map.of(), ""), false, new Forecast(1, 1)))
                .toList();
        List<String> told = new ArrayList<>();
        SuiteEvents events = new SuiteEvents() {
            @Override
            public void ended(Cell cell, double seconds, String message) {
                told.add(cell.name() + " " + message);
            }
        };
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Map<Cell, String> failures;
        try (CellRuns runs = new CellRuns(List.of(java, "-XX:NoSuchOption"), events)) {
            failures = runs.run(new SuitePlan(suite, cells), 2);
        }
        assertThat(failures)
                .hasSize(3)
                .allSatisfy((cell, words) -> assertThat(words).endsWith("(exit code 1)"));
        assertThat(told).hasSize(3).anyMatch(line -> line.startsWith("a--full--seed-3 "));
        assertThat(suite.cells().get(0).launch().recipe()).exists();
    }
}
