// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.problem.InputException;
import org.attune.run.Notice;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws of a run hold where its epochs are sampled by class. */
@Tag("engine")
class SampledRunTest {

    private static final Subject SUBJECT = new Subject("bert", "full", "text-classification");

    @TempDir
    Path folder;

    /** Stops at a step, and keeps what was said of the sampling. */
    private static final class Stopping implements RunEvents {
        private final StopSignal signal = new StopSignal();
        private final List<String> said = new ArrayList<>();

        @Override
        public void step(StepEvent step) {
            if (step.step() == 3) {
                signal.request(StopSignal.Reason.INTERRUPT);
            }
        }

        @Override
        public void notice(Notice notice) {
            if (notice.code().equals("training.sampling")) {
                said.add(notice.text());
            }
        }
    }

    @Test
    void a_resumed_run_ends_with_the_same_bits_and_the_shares_are_shown_before_the_start() throws IOException {
        String[] sampled = {"training.sampling=under", "training.epochs=6"};
        RunResult straight = FineTune.run(SUBJECT.recipe(folder, "straight", sampled));
        Recipe recipe = SUBJECT.recipe(folder, "resumed", sampled);
        Stopping stopping = new Stopping();
        assertThat(FineTune.run(recipe, RunOptions.DEFAULT, Peers.single(), stopping, stopping.signal)
                        .state())
                .isEqualTo(RunState.INTERRUPTED);
        RunResult resumed = FineTune.run(recipe);

        assertThat(resumed.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(RunBits.of(resumed.directory())).isEqualTo(RunBits.of(straight.directory()));
        assertThat(stopping.said)
                .singleElement()
                .asString()
                .contains("an epoch has ", " examples of ", "damage ", " → 33.3 %");
    }

    @Test
    void examples_that_come_twice_in_a_step_accumulate_as_a_whole_step_does() throws IOException {
        List<Double> whole = RunBits.losses(FineTune.run(SUBJECT.recipe(folder, "whole", "training.sampling=over")));
        List<Double> cut = RunBits.losses(
                FineTune.run(SUBJECT.recipe(folder, "cut", "training.sampling=over", "training.micro_batch_size=3")));
        assertThat(whole).hasSameSizeAs(cut);
        for (int step = 0; step < whole.size(); step++) {
            assertThat(cut.get(step)).isCloseTo(whole.get(step), within(2e-5));
        }
    }

    @Test
    void rows_without_classes_are_refused_before_the_start() throws IOException {
        for (String task : List.of("text-regression", "token-classification")) {
            Recipe recipe = new Subject("bert", "full", task).recipe(folder, task, "training.sampling=balanced");
            assertThatThrownBy(() -> FineTune.run(recipe))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[training.sampling]")
                    .hasMessageContaining("rows are sampled by their class");
            assertThat(recipe.config().output()).doesNotExist();
        }
    }
}
