// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attune.config.Recipe;
import org.attune.data.Batch;
import org.attune.method.Method;
import org.attune.method.Progress;
import org.attune.nn.Pass;
import org.attune.problem.InputException;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradual unfreezing: the head first, then the blocks from the top, the embeddings last. Runs are of twelve steps, six an epoch. */
@Tag("engine")
class GradualTest {

    @TempDir
    Path folder;

    /** A model of two blocks has three parts below the head: the second block, the first one, and the embeddings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: gradual, every: 2}            |  0 | head",
                "{name: gradual, every: 2}            |  1 | head",
                "{name: gradual, every: 2}            |  2 | head block1",
                "{name: gradual, every: 2}            |  5 | head block1 block0",
                "{name: gradual, every: 2}            |  6 | head block1 block0 embeddings",
                "{name: gradual, every: 2}            | 11 | head block1 block0 embeddings",
                "{name: gradual, every: 0.25}         |  2 | head",
                "{name: gradual, every: 0.25}         |  3 | head block1",
                "{name: gradual, every: 0.25}         |  9 | head block1 block0 embeddings",
                "{name: gradual}                      |  5 | head",
                "{name: gradual}                      |  6 | head block1 block0 embeddings",
                "{name: gradual, every: 4}            |  4 | head block1 block0",
                "{name: gradual, every: 4}            |  8 | head block1 block0 embeddings",
                "{name: gradual, every: 2, groups: 2} |  2 | head block1 block0",
                "{name: gradual, every: 2, groups: 1} |  2 | head block1 block0 embeddings"
            })
    void what_learns_follows_from_the_position(String method, long step, String learning) throws IOException {
        try (Prepared run = Prepared.of(recipe(method))) {
            run.method().activate(new Progress(11, 12, 6)); // where it was before does not matter
            run.method().activate(new Progress(step, 12, 6));
            Set<String> found = new TreeSet<>();
            for (Parameter parameter : run.model().parameters().all()) {
                if (parameter.learns()) {
                    int depth = run.model().depthOf(parameter.name());
                    found.add(depth == 0 ? "embeddings" : depth == 3 ? "head" : "block" + (depth - 1));
                }
            }
            assertThat(found).containsExactlyInAnyOrder(learning.split(" "));
        }
    }

    @Test
    void no_gradient_goes_further_down_than_what_learns() throws IOException {
        try (Prepared run = Prepared.of(recipe("{name: gradual, every: 2}"))) {
            Method method = run.method();
            method.activate(new Progress(2, 12, 6));
            Batch batch = MethodContractTest.batch(run.train(), 0, 8);
            Pass pass = Pass.training(13, 1, batch.keys());
            double loss = method.loss(batch, pass)
                    .backward(method.targets(batch))
                    .values()
                    .iterator()
                    .next();

            assertThat(loss).isPositive();
            for (Parameter parameter : run.model().parameters().all()) {
                assertThat(parameter.gradient() != null)
                        .as(parameter.name())
                        .isEqualTo(run.model().depthOf(parameter.name()) >= 2);
            }
        }
    }

    @Test
    void what_has_not_joined_yet_neither_moves_nor_decays() throws IOException {
        Path run = FineTune.run(recipe("{name: gradual, every: 4}", "checkpoint.every=1", "checkpoint.keep=12"))
                .directory();

        assertThat(moved(run, 1, 4)).containsExactly("part000");
        assertThat(moved(run, 4, 5)).containsExactly("part000", "part001", "part002");
        assertThat(moved(run, 8, 9)).containsExactly("part000", "part001", "part002", "part003");
    }

    /** Parts any of whose masters differ between the checkpoints of two steps. */
    private static Set<String> moved(Path run, int from, int to) throws IOException {
        Set<String> moved = new TreeSet<>();
        try (Scope scope = Scope.open();
                Checkpoint before = tensors(run, from);
                Checkpoint after = tensors(run, to)) {
            for (String name : before.tensors().keySet()) {
                if (name.endsWith(".master")
                        && !Arrays.equals(Tensors.doubles(before.load(name)), Tensors.doubles(after.load(name)))) {
                    moved.add(name.substring(0, name.indexOf('.')));
                }
            }
        }
        return moved;
    }

    @SuppressWarnings("MustBeClosedChecker") // by who asks
    private static Checkpoint tensors(Path run, int step) {
        return Safetensors.open(run.resolve(String.format("checkpoints/step-%06d/tensors.safetensors", step)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: gradual, groups: 4} | a group for each block and one for what comes before them, at most",
                "{name: gradual, groups: 0} | groups is at least 1",
                "{name: gradual, every: 30m} | epoch, a number of steps, or a share of the run less than 1",
                "{name: gradual, every: 1.5} | epoch, a number of steps, or a share of the run less than 1",
                "{name: gradual, every: 12} | 0 of 1 groups would join the head",
                "{name: gradual, every: epoch, groups: 2} | 1 of 2 groups would join the head",
                "{name: gradual, evry: 2} | did you mean \"every\"?"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String method, String said) {
        assertThatThrownBy(() -> RunPlan.look(recipe(method)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    private Recipe recipe(String method, String... overrides) throws IOException {
        List<String> all = new ArrayList<>(List.of("method=" + method));
        all.addAll(List.of(overrides));
        return new Subject("bert", "full", "text-classification").recipe(folder, "run", all.toArray(String[]::new));
    }
}
