// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.problem.WorkException;
import org.attune.run.Notice;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("engine")
@Tag("flow")
class FirstTrialTest {

    /** Memory that is there at the first question, and at those that follow. */
    private static final class Shrinking implements Estimate.Available {
        private final LongUnaryOperator free;
        private long asked;

        Shrinking(LongUnaryOperator free) {
            this.free = free;
        }

        @Override
        public long memory() {
            return free.applyAsLong(asked++);
        }

        @Override
        public long disk(Path folder) {
            return Long.MAX_VALUE;
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"bert, full, text-classification", "llama, lora, causal-lm", "llama, qlora, causal-lm"})
    void a_run_has_the_same_bits_with_a_first_trial_and_without(String architecture, String method, String task)
            throws IOException {
        Subject subject = new Subject(architecture, method, task);
        Recipe with = subject.recipe(folder, "with", "training.micro_batch_size=auto");
        Recipe without = subject.recipe(folder, "without", "training.micro_batch_size=auto");
        List<String> told = new ArrayList<>();
        long needed = needed(with);

        RunResult tried = run(with, asked -> needed, told);
        assertThat(told).contains("memory.trial");
        told.clear();
        RunResult straight = run(without, asked -> needed * 3, told);
        assertThat(told).doesNotContain("memory.trial");
        assertThat(RunBits.of(tried.directory())).isEqualTo(RunBits.of(straight.directory()));
    }

    @Test
    void a_batch_that_will_not_fit_is_told_before_the_first_step_with_the_rows_that_would() throws IOException {
        Recipe recipe = new Subject("llama", "lora", "causal-lm").recipe(folder, "large");
        long needed = needed(recipe);
        LongUnaryOperator free = asked -> asked < 3 ? needed : -1; // enough at first, and for the trial's first row

        assertThatThrownBy(() -> run(recipe, free, new ArrayList<>()))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("for 2 rows, free are")
                .hasMessageContaining("training.micro_batch_size: 1 (the result stays the same)")
                .hasMessageContaining("--fresh");
        assertThat(recipe.config().output().resolve("metrics.jsonl")).doesNotExist();
        assertThat(recipe.config().output().resolve("state.json")).content().contains("failed");
    }

    @Test
    void a_run_of_few_batches_is_not_tried() throws IOException {
        Recipe recipe = new Subject("llama", "lora", "causal-lm").recipe(folder, "few", "training.max_steps=3");
        List<String> told = new ArrayList<>();
        long needed = needed(recipe);

        assertThat(run(recipe, asked -> needed, told).evaluation()).isNotNull();
        assertThat(told).doesNotContain("memory.trial");
    }

    private static long needed(Recipe recipe) {
        try (RunPlan plan = RunPlan.look(recipe)) {
            return Estimate.of(plan).memory();
        }
    }

    private static RunResult run(Recipe recipe, LongUnaryOperator free, List<String> told) {
        RunEvents events = new RunEvents() {
            @Override
            public void notice(Notice notice) {
                told.add(notice.code());
            }
        };
        return FineTune.run(recipe, RunOptions.DEFAULT, Peers.single(), events, new StopSignal(), new Shrinking(free));
    }
}
