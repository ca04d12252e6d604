// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.problem.InputException;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is evaluated and saved is an average of the weights; what learns goes on as if there were none. */
@Tag("engine")
class AveragingTest {

    private static final Subject SUBJECT = new Subject("bert", "full", "text-classification");
    private static final String VALIDATED = "data.validation=0.25";

    @TempDir
    Path folder;

    @Test
    void an_average_of_the_newest_weights_alone_is_these() throws IOException {
        Map<String, String> newest = bits("newest", "training.average={ema: 0}");
        Map<String, String> none = bits("none", "training.average=none");
        none.keySet().remove("model/README.md"); // it names the settings
        assertThat(none).hasSizeGreaterThan(5);
        assertThat(newest).containsAllEntriesOf(none);
    }

    @Test
    void the_steps_are_those_without_an_average_and_the_result_is_another() throws IOException {
        RunResult none = FineTune.run(recipe("none", "training.average=none"));
        RunResult half = FineTune.run(recipe("half", "training.average={swa: 0.5}"));

        assertThat(RunBits.losses(half)).isEqualTo(RunBits.losses(none));
        assertThat(RunBits.of(half.directory()).get("model/model.safetensors"))
                .isNotEqualTo(RunBits.of(none.directory()).get("model/model.safetensors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ema: 0.9}", "{swa: 0.4}"})
    void a_resumed_run_ends_with_the_same_bits(String average) throws IOException {
        Map<String, String> straight = bits("straight", "training.average=" + average);
        Recipe recipe = recipe("stopped", "training.average=" + average);
        StopSignal signal = new StopSignal();
        RunEvents stops = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        RunResult stopped = FineTune.run(recipe, RunOptions.DEFAULT, Peers.single(), stops, signal);

        assertThat(stopped.state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(RunBits.of(FineTune.run(recipe).directory())).isEqualTo(straight);
    }

    @Test
    void norms_with_statistics_of_their_own_have_no_average() throws IOException {
        Recipe recipe = new Subject("resnet", "full", "image-classification")
                .recipe(folder, "run", "training.average={ema: 0.9}");
        assertThatThrownBy(() -> FineTune.run(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("statistics belong to the weights");
    }

    private Map<String, String> bits(String name, String average) throws IOException {
        return RunBits.of(FineTune.run(recipe(name, average)).directory());
    }

    private Recipe recipe(String name, String average) throws IOException {
        return SUBJECT.recipe(folder, name, average, VALIDATED);
    }
}
