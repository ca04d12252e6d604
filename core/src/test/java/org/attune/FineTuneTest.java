// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a user sees of whole runs, on tiny models; the laws of the flow stand in {@link LawsTest}. */
@Tag("engine")
@Tag("flow")
class FineTuneTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
                "training.packing=true",
                "data.test=" + folder.resolve("tset.csv"),
                "device=cuda",
                "method=contrastive");

        assertThatThrownBy(() -> FineTune.run(wrong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("training.packing")
                .hasMessageContaining("tset.csv")
                .hasMessageContaining("device: cuda")
                .hasMessageContaining("method.name: contrastive");
        assertThat(wrong.config().output()).doesNotExist();
    }

    @Test
    void a_loss_that_is_no_number_stops_the_run_with_its_rows() throws IOException {
        Recipe hopeless = recipe("hopeless", "training.class_weights={damage: 1e300}");

        assertThatThrownBy(() -> FineTune.run(hopeless))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("not a number")
                .hasMessageContaining("train-text-classification.csv:");
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

    @Test
    void the_dropout_of_a_head_that_learns_alone_is_drawn_by_position_and_changes_the_losses() throws IOException {
        List<Double> without = RunBits.losses(run("no-dropout", "method=head", "training.dropout=0"));
        List<Double> whole = RunBits.losses(run("dropout", "method=head", "training.dropout=0.5"));
        List<Double> cut =
                RunBits.losses(run("cut", "method=head", "training.dropout=0.5", "training.micro_batch_size=3"));

        assertThat(whole).isNotEqualTo(without).hasSameSizeAs(cut);
        for (int step = 0; step < whole.size(); step++) {
            assertThat(cut.get(step)).isCloseTo(whole.get(step), within(2e-5));
        }
    }

    @Test
    void the_minutes_of_a_run_are_those_of_all_its_sittings() throws IOException {
        StopSignal signal = new StopSignal();
        RunEvents stopsAtStepSeven = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        Recipe limited = recipe("limited", "training.max_minutes=5");
        assertThat(FineTune.run(limited, RunOptions.DEFAULT, Peers.single(), stopsAtStepSeven, signal)
                        .state())
                .isEqualTo(RunState.INTERRUPTED);
        Path newest = limited.config().output().resolve("checkpoints").resolve("step-000007");
        Path state = newest.resolve("state.json");
        ObjectNode earlier = (ObjectNode) MAPPER.readTree(Files.readString(state));
        assertThat(earlier.path("seconds").asDouble()).isPositive();
        Files.writeString(state, MAPPER.writeValueAsString(earlier.put("seconds", 299.999999)));
        Path complete = newest.resolve("complete.json"); // without the hash of the state that was changed
        ObjectNode hashes = (ObjectNode) MAPPER.readTree(Files.readString(complete));
        ((ObjectNode) hashes.path("files")).remove("state.json");
        Files.writeString(complete, MAPPER.writeValueAsString(hashes));

        assertThat(RunBits.losses(run("limited", "training.max_minutes=5"))).hasSize(8);
    }

    @Test
    void a_saved_recipe_is_the_recipe_of_its_run_and_another_value_is_another_run() throws IOException {
        String[] open = {
            "training.learning_rate=auto",
            "training.precision=auto",
            "training.threads=all",
            "training.epochs=1",
            "data.max_length=auto",
            "evaluate.metric=auto"
        };
        Path run = run("saved", open).directory();
        Map<String, String> before = RunBits.of(run);
        Recipe saved = Recipe.read(run.resolve("recipe.yaml"), List.of());
        assertThat(saved.resolved().pairs().get("training.learning_rate")).isNotEqualTo("auto");

        assertThat(FineTune.run(saved).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(RunBits.of(run)).isEqualTo(before);
        assertThatThrownBy(() -> FineTune.run(saved.with(List.of("training.learning_rate=0.07"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("run.other")
                .hasMessageContaining("training.learning_rate: was \"auto\" (here \"0.0002\"), is \"0.07\"");
    }

    private RunResult run(String name, String... overrides) throws IOException {
        return FineTune.run(recipe(name, overrides));
    }

    private Recipe recipe(String name, String... overrides) throws IOException {
        return new Subject("bert", "full", "text-classification").recipe(folder, name, overrides);
    }
}
