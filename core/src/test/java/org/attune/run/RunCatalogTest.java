// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.attune.config.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCatalogTest {

    @TempDir
    Path runs;

    private Path run(String name, RunState state, String metric) {
        Recipe recipe = Recipe.fromYaml(
                "model: builtin:minilm\ndata: {train: t.csv}\nmethod: lora\nevaluate: {metric: " + metric + "}");
        try (RunDirectory run = RunDirectory.open(runs.resolve(name), OtherProcess.IDENTITY, false)) {
            run.writeRecipe(recipe.resolved());
            run.state(state, "");
            return run.path();
        }
    }

    @Test
    void a_run_is_listed_from_its_files() throws IOException {
        Path folder = run("a", RunState.SUCCEEDED, "f1_macro");
        Files.writeString(
                folder.resolve("evaluation.json"),
                "{\"splits\":{\"validation\":{\"metrics\":{\"f1_macro\":{\"value\":0.1}}},"
                        + "\"test\":{\"n\":3,\"metrics\":{\"accuracy\":{\"value\":0.5},\"f1_macro\":{\"value\":0.75}}}}}");
        assertThat(RunCatalog.list(runs)).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("a");
            assertThat(run.folder()).isEqualTo(runs.resolve("a"));
            assertThat(run.state()).contains(RunState.SUCCEEDED);
            assertThat(run.task()).isEqualTo("text-classification");
            assertThat(run.model()).isEqualTo("builtin:minilm");
            assertThat(run.method()).isEqualTo("lora");
            assertThat(run.metric()).isEqualTo("f1_macro");
            assertThat(run.value()).isEqualTo(OptionalDouble.of(0.75));
            assertThat(run.updated()).isPresent();
            assertThat(run.damage()).isEmpty();
        });
    }

    @Test
    void the_first_metric_stands_in_where_the_recipe_leaves_it_open_and_validation_for_test() throws IOException {
        Path folder = run("a", RunState.SUCCEEDED, "auto");
        Files.writeString(
                folder.resolve("evaluation.json"),
                "{\"splits\":{\"validation\":{\"metrics\":{\"accuracy\":{\"value\":0.5},\"mcc\":{\"value\":0.1}}}}}");
        assertThat(RunCatalog.read(folder).metric()).isEqualTo("accuracy");
        assertThat(RunCatalog.read(folder).value()).isEqualTo(OptionalDouble.of(0.5));
    }

    @Test
    void running_with_nobody_at_work_is_interrupted_and_with_somebody_it_is_running() {
        Path folder = run("a", RunState.RUNNING, "auto");
        assertThat(RunCatalog.read(folder).state()).contains(RunState.INTERRUPTED);
        try (RunDirectory held = RunDirectory.open(folder, OtherProcess.IDENTITY, false)) {
            assertThat(RunCatalog.read(held.path()).state()).contains(RunState.RUNNING);
        }
    }

    @Test
    void damaged_runs_are_listed_as_such_and_other_folders_are_not() throws IOException {
        run("sound", RunState.SUCCEEDED, "auto");
        Path damaged = run("damaged", RunState.SUCCEEDED, "auto");
        Files.writeString(damaged.resolve("state.json"), "{");
        Files.writeString(damaged.resolve("recipe.yaml"), "a: [");
        Files.write(damaged.resolve("evaluation.json"), new byte[] {0, (byte) 0xff});
        Files.createDirectory(runs.resolve("notes"));
        Files.writeString(runs.resolve("file"), "x");
        assertThat(RunCatalog.list(runs)).extracting(RunSummary::name).containsExactly("sound", "damaged");
        assertThat(RunCatalog.read(damaged).state()).isEmpty();
        assertThat(RunCatalog.read(damaged).damage())
                .isEqualTo("cannot be read: state.json, recipe.yaml, evaluation.json");
    }

    @Test
    void the_newest_comes_first_and_a_missing_folder_has_no_runs() {
        run("b", RunState.SUCCEEDED, "auto");
        run("c", RunState.SUCCEEDED, "auto");
        run("a", RunState.SUCCEEDED, "auto");
        assertThat(RunCatalog.list(runs)).extracting(RunSummary::name).containsExactly("a", "c", "b");
        assertThat(RunCatalog.list(runs.resolve("none"))).isEmpty();
    }
}
