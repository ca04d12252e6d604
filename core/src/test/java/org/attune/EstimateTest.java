// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;
import org.attune.tensor.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class EstimateTest {

    private record Free(long memory, long bytes) implements Estimate.Available {
        @Override
        public long disk(Path folder) {
            assertThat(folder).exists();
            return bytes;
        }
    }

    @TempDir
    Path folder;

    @Test
    void a_run_that_cannot_fit_is_refused_with_both_reasons_and_nothing_is_written() throws IOException {
        Recipe recipe = recipe();
        Estimate needed = estimate();
        Path output = recipe.config().output();

        assertThat(refusal(recipe, new Free(needed.memory() - 1, needed.disk() - 1))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("memory.too-little", "disk.too-little");
        assertThat(refusal(recipe, new Free(needed.memory(), needed.disk() - 1)).problems())
                .extracting(Problem::code)
                .containsExactly("disk.too-little");
        assertThat(output).doesNotExist();
        assertThat(output.getParent()).doesNotExist();
    }

    @Test
    void a_run_that_just_fits_and_a_system_that_does_not_say_are_not_refused() throws IOException {
        Estimate needed = estimate();
        for (Free enough : List.of(new Free(needed.memory(), needed.disk()), new Free(0, Long.MAX_VALUE))) {
            RunResult looked = FineTune.run(
                    recipe(), new RunOptions(false, true), Peers.single(), RunEvents.none(), new StopSignal(), enough);
            assertThat(looked.evaluation()).isNull();
        }
    }

    @Test
    void memory_grows_with_length_batch_and_parameters_and_disk_with_checkpoints() throws IOException {
        Estimate plain = estimate();
        assertThat(estimate("data.max_length=8").memory()).isLessThan(plain.memory());
        assertThat(estimate("training.batch_size=4").memory()).isLessThan(plain.memory());
        assertThat(estimate("training.micro_batch_size=4")).isEqualTo(estimate("training.batch_size=4"));
        assertThat(estimate("checkpoint.keep=5").disk()).isGreaterThan(plain.disk());
        Estimate larger = estimate(64, 256);
        assertThat(larger.memory()).isGreaterThan(plain.memory());
        assertThat(larger.disk()).isGreaterThan(plain.disk());
    }

    @Test
    void the_head_alone_needs_much_less_than_all_parameters() throws IOException {
        Estimate full = estimate(768, 3072);
        Estimate head = estimate(768, 3072, "method=head");
        long floor = estimate("method=head").memory();

        assertThat(head.memory() - floor).isLessThan((full.memory() - floor) * 2 / 3);
        assertThat(head.disk()).isLessThan(full.disk() / 2);
    }

    private Estimate estimate(String... overrides) throws IOException {
        return estimate(16, 32, overrides);
    }

    private Estimate estimate(int width, int inner, String... overrides) throws IOException {
        Recipe recipe = recipe(overrides);
        Path config = folder.resolve("bert/config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"hidden_size\":16", "\"hidden_size\":" + width)
                        .replace("\"intermediate_size\":32", "\"intermediate_size\":" + inner));
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(recipe)) {
            return Estimate.of(plan);
        }
    }

    private static InputException refusal(Recipe recipe, Free free) {
        return catchThrowableOfType(
                InputException.class,
                () -> FineTune.run(
                        recipe, RunOptions.DEFAULT, Peers.single(), RunEvents.none(), new StopSignal(), free));
    }

    private Recipe recipe(String... overrides) throws IOException {
        Path model = TinyModel.write(folder.resolve("bert"), "bert");
        Path train = TinyModel.rows(folder.resolve("train.csv"), 48, 1);
        return Recipe.fromYaml(
                        """
                model: {base: '%s', init: random}
                data: {train: '%s'}
                training: {epochs: 1, batch_size: 16, precision: fp32, threads: 1}
                output: '%s'
                """.formatted(model, train, folder.resolve("runs").resolve("run")))
                .with(List.of(overrides));
    }
}
