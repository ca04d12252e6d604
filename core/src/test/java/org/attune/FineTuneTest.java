// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.attune.run.RunState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of whole runs, on tiny models; the laws of the flow stand in {@link LawsTest}. */
@Tag("engine")
class FineTuneTest {

    @TempDir
    Path folder;

    @Test
    void the_model_learns_what_can_be_learnt_and_says_so() throws IOException {
        RunResult result = run("learns", "training.epochs=12", "training.learning_rate=0.005");

        assertThat(result.evaluation()).isNotNull();
        double accuracy =
                result.evaluation().metric("test", "accuracy").orElseThrow().value();
        double majority = result.evaluation()
                .baseline("majority", "test", "accuracy")
                .orElseThrow()
                .value();
        assertThat(accuracy).isGreaterThan(majority + 0.2);
        assertThat(result.directory().resolve("report.html")).exists();
        assertThat(result.model().resolve("model.safetensors")).exists();
    }

    @Test
    void what_is_wrong_is_found_all_at_once_and_nothing_is_written() throws IOException {
        Recipe wrong = recipe(
                "wrong",
                "training.processes=2",
                "data.test=" + folder.resolve("tset.csv"),
                "device=cuda",
                "method=lora");

        assertThatThrownBy(() -> FineTune.run(wrong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("training.processes")
                .hasMessageContaining("tset.csv")
                .hasMessageContaining("device: cuda")
                .hasMessageContaining("method.name: lora");
        assertThat(wrong.config().output()).doesNotExist();
    }

    @Test
    void a_loss_that_is_no_number_stops_the_run_with_its_rows() throws IOException {
        Recipe hopeless = recipe("hopeless", "training.class_weights={damage: 1e300}");

        assertThatThrownBy(() -> FineTune.run(hopeless))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("not a number")
                .hasMessageContaining("train.csv:");
        assertThat(Files.readString(hopeless.config().output().resolve("state.json")))
                .contains("failed");
    }

    @Test
    void a_finished_run_is_not_repeated() throws IOException {
        RunResult first = run("once");
        Map<String, String> before = RunBits.of(first.directory());
        RunResult second = run("once");

        assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(RunBits.of(second.directory())).isEqualTo(before);
    }

    private RunResult run(String name, String... overrides) throws IOException {
        return FineTune.run(recipe(name, overrides));
    }

    private Recipe recipe(String name, String... overrides) throws IOException {
        return new Subject("bert", "full", "text-classification").recipe(folder, name, overrides);
    }
}
