// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L2-SP in a run: the stronger it holds, the nearer the model stays to its base. Its equation is in PenaltyGoldenTest. */
@Tag("engine")
class L2SpTest {

    @TempDir
    Path folder;

    @Test
    void what_is_held_more_strongly_stays_nearer_to_its_base() throws IOException {
        double free = apart("{name: l2-sp, alpha: 0, beta: 0}");
        double held = apart("{name: l2-sp, alpha: 10, beta: 0}");

        assertThat(free).isPositive();
        assertThat(held).isPositive().isLessThan(free / 2);
    }

    @Test
    void the_copy_of_the_base_is_in_the_estimate() throws IOException {
        try (RunPlan held = RunPlan.look(recipe("l2-sp"));
                RunPlan free = RunPlan.look(recipe("full"))) {
            long head = 16 * 3 + 3;
            assertThat(Estimate.of(held).memory() - Estimate.of(free).memory()).isEqualTo(4 * (held.learnt() - head));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: l2-sp, alpha: -1} | alpha is from 0",
                "{name: l2-sp, gamma: 1} | the key \"gamma\" is not known",
                "l2-sp, model.init=random | the model is not pre-trained"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String method, String said) throws IOException {
        String[] parts = method.split(", model");
        Recipe recipe = parts.length == 1 ? recipe(method) : recipe(parts[0]).with(List.of("model" + parts[1]));
        assertThatThrownBy(() -> RunPlan.look(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    private Recipe recipe(String method) throws IOException {
        return new Subject("bert", "l2-sp", "text-classification").recipe(folder, "run", "method=" + method);
    }

    /** The squared distance of all weights of the encoder's blocks from those of the base. */
    private double apart(String method) throws IOException {
        Path output = folder.resolve("run" + method.hashCode());
        Path run =
                FineTune.run(recipe(method).with(List.of("output=" + output))).directory();
        double apart = 0;
        try (Scope scope = Scope.open();
                Checkpoint before = Safetensors.open(folder.resolve("bert-pretrained/model.safetensors"));
                Checkpoint after = Safetensors.open(run.resolve("model/model.safetensors"))) {
            for (String name : before.tensors().keySet()) {
                if (name.contains("layer.") && !name.contains("key.bias")) { // its gradient is noise
                    apart += Tensors.item(
                            before.load(name).sub(after.load(name)).square().sum());
                }
            }
        }
        return apart;
    }
}
