// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    private static final Identity IDENTITY = OtherProcess.IDENTITY;

    @TempDir
    Path folder;

    private Path output() {
        return folder.resolve("runs").resolve("bank");
    }

    private RunDirectory open() {
        return RunDirectory.open(output(), IDENTITY, false);
    }

    private Problem refusal(Identity identity, boolean fresh) {
        InputException thrown = catchThrowableOfType(InputException.class, () -> {
            try (RunDirectory run = RunDirectory.open(output(), identity, fresh)) {
                assertThat(run.opening()).isNull();
            }
        });
        assertThat(thrown.problems()).hasSize(1);
        return thrown.problems().get(0);
    }

    private void finish() {
        try (RunDirectory run = open()) {
            run.state(RunState.SUCCEEDED, "done");
        }
    }

    @Test
    void a_new_run_makes_its_folder_and_the_parents_and_is_pending() {
        try (RunDirectory run = open()) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.NEW);
            assertThat(run.path()).isEqualTo(output().toAbsolutePath());
            assertThat(run.status().state()).isEqualTo(RunState.PENDING);
        }
    }

    @Test
    void the_same_unfinished_run_resumes_and_keeps_its_time_of_creation() {
        Instant created;
        try (RunDirectory run = open()) {
            created = run.status().created();
            run.state(RunState.FAILED, "disk full");
        }
        try (RunDirectory run = open()) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.RESUMED);
            run.state(RunState.RUNNING, "");
            assertThat(run.status().created()).isEqualTo(created);
            assertThat(run.status().state()).isEqualTo(RunState.RUNNING);
        }
    }

    @Test
    void a_finished_run_is_opened_without_a_change_and_takes_none() throws IOException {
        finish();
        byte[] before = Files.readAllBytes(output().resolve("state.json"));
        try (RunDirectory run = open();
                RunDirectory again = open()) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.FINISHED);
            assertThat(again.opening()).isEqualTo(RunDirectory.Opening.FINISHED);
            assertThatThrownBy(() -> run.state(RunState.RUNNING, "")).isInstanceOf(IllegalStateException.class);
        }
        assertThat(output().resolve("state.json")).hasBinaryContent(before);
    }

    @Test
    void another_run_is_refused_with_the_first_keys_that_differ() {
        finish();
        Identity other = new Identity(Map.of("seed", "14"), Map.of("train.csv", "abd", "test.csv", "1"), "other");
        Problem problem = refusal(other, false);
        assertThat(problem.code()).isEqualTo("run.other");
        assertThat(problem.found())
                .contains("seed: was \"13\", is \"14\"")
                .contains("data file train.csv: was \"abc\", is \"abd\"")
                .contains("data file test.csv: was missing, is \"1\"")
                .contains("base model: was \"model\", is \"other\"");
        assertThat(problem.fix()).contains("--fresh");
    }

    @Test
    void fresh_moves_the_old_run_to_the_next_free_number_and_deletes_nothing() throws IOException {
        finish();
        Files.createDirectory(output().resolveSibling("bank.1"));
        Identity other = new Identity(Map.of("seed", "14"), Map.of(), "model");
        try (RunDirectory run = RunDirectory.open(output(), other, true)) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.NEW);
        }
        assertThat(RunStatus.of(output().resolveSibling("bank.2")).map(RunStatus::state))
                .contains(RunState.SUCCEEDED);
        assertThat(output().resolveSibling("bank.1")).isEmptyDirectory();
    }

    @Test
    void a_run_that_is_being_written_is_not_moved_away_by_fresh() {
        try (RunDirectory run = open()) {
            assertThat(refusal(IDENTITY, true).code()).isEqualTo("run.locked");
            assertThat(run.path()).exists();
        }
    }

    @Test
    void a_folder_with_something_else_is_refused_also_when_fresh() throws IOException {
        Files.createDirectories(output());
        Files.writeString(output().resolve("thesis.tex"), "x");
        assertThat(refusal(IDENTITY, false).code()).isEqualTo("output.not-empty");
        assertThat(refusal(IDENTITY, true).code()).isEqualTo("output.not-empty");
        assertThat(output().resolve("thesis.tex")).hasContent("x");
        assertThat(output().resolve("lock")).doesNotExist();
    }

    @Test
    void an_empty_folder_or_one_that_a_kill_left_at_the_very_start_is_new() throws IOException {
        Files.createDirectories(output());
        Files.writeString(output().resolve("lock"), "{\"pid\":");
        Files.writeString(output().resolve(".identity.json.tmp"), "{");
        Files.writeString(output().resolve("state.json"), "{");
        try (RunDirectory run = open()) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.NEW);
        }
    }

    @Test
    void a_file_or_a_place_that_cannot_be_written_is_a_problem() throws IOException {
        Files.createDirectories(output().getParent());
        Files.writeString(output(), "x");
        assertThat(refusal(IDENTITY, false).code()).isEqualTo("output.file");
        InputException below = catchThrowableOfType(
                InputException.class,
                () -> RunDirectory.open(output().resolve("below"), IDENTITY, false)
                        .close());
        assertThat(below.problems()).extracting(Problem::code).containsExactly("output.unwritable");
    }

    @Test
    void a_damaged_identity_is_a_problem_and_fresh_helps() throws IOException {
        finish();
        Files.writeString(output().resolve("identity.json"), "{\"recipe\": 3");
        assertThat(refusal(IDENTITY, false).code()).isEqualTo("run.damaged");
        try (RunDirectory run = RunDirectory.open(output(), IDENTITY, true)) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.NEW);
        }
    }

    @Test
    void a_damaged_state_reads_as_a_run_that_goes_on() throws IOException {
        finish();
        Files.writeString(output().resolve("state.json"), "\0\0\0");
        assertThat(RunStatus.of(output())).isEmpty();
        try (RunDirectory run = open()) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.RESUMED);
            run.state(RunState.RUNNING, "again");
            assertThat(run.status().message()).isEqualTo("again");
        }
    }

    @Test
    void recipe_manifest_and_other_files_are_written_whole() throws IOException {
        Recipe recipe = Recipe.fromYaml("model: m\ndata: {train: t.csv}");
        Manifest manifest = Manifest.empty().with("seeds", Map.of("run", 13));
        try (RunDirectory run = open()) {
            run.writeRecipe(recipe.resolved());
            run.writeManifest(manifest);
            run.write("evaluation.json", "{}");
        }
        assertThat(Recipe.read(output().resolve("recipe.yaml"), List.of()).config())
                .isEqualTo(recipe.config());
        assertThat(Manifest.read(output())).isEqualTo(Optional.of(manifest));
        try (var files = Files.list(output())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "recipe.yaml", "manifest.json", "evaluation.json", "state.json", "identity.json", "lock");
        }
    }
}
