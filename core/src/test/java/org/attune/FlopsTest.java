// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.train.Flops;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations of a step counted by hand: two blocks of width 16 with four projections, and a feed-forward network. */
@Tag("engine")
class FlopsTest {

    private static final double ENCODER = 4 * 16 * 16 + 2 * 16 * 32; // weights of a block of bert
    private static final double POOLER = 16 * 16;
    private static final double CLASSES = 16 * 3;
    private static final double PAIR = 2 * 2 * 16;

    @TempDir
    Path folder;

    @Test
    void all_learns() throws IOException {
        assertThat(of("bert", "full", "text-classification", tokens(5)))
                .isEqualTo(5 * 6 * 2 * ENCODER + 25 * 3 * 2 * PAIR + 6 * (POOLER + CLASSES));
    }

    @Test
    void a_frozen_block_below_all_that_learns_runs_forward_alone() throws IOException {
        assertThat(of("bert", "freeze", "text-classification", tokens(5)))
                .isEqualTo(5 * (2 + 6) * ENCODER + 25 * (1 + 3) * PAIR + 6 * (POOLER + CLASSES));
    }

    @Test
    void frozen_weights_pass_gradients_on_to_low_rank_parts() throws IOException {
        double parts = 4 * (4 * 16 + 16 * 4) + (4 * 16 + 32 * 4) + (4 * 32 + 16 * 4); // of rank 4 in a block
        assertThat(of("bert", "lora", "text-classification", tokens(5)))
                .isEqualTo(5 * 2 * (4 * ENCODER + 6 * parts)
                        + 25 * 3 * 2 * PAIR
                        + 4 * POOLER
                        + 6 * (4 * 16 + 16 * 4)
                        + 6 * CLASSES);
    }

    @Test
    void what_runs_once_before_the_first_step_is_not_of_a_step() throws IOException {
        assertThat(of("bert", "head", "text-classification", tokens(5))).isEqualTo(2 * POOLER + 4 * CLASSES);
    }

    @Test
    void two_texts_that_do_not_see_each_other_are_counted_apart() throws IOException {
        Example.Tokens first = new Example.Tokens(new int[3], new int[0], new int[0]);
        Example.Tokens second = new Example.Tokens(new int[5], new int[0], new int[0]);
        Example pair = new Example(0, 0, new Example.Pair(first, second), new double[] {1});
        assertThat(of("bert", "full", "text-similarity", new Batch(List.of(pair), 8)))
                .isEqualTo((3 + 5) * 6 * 2 * ENCODER + (9 + 25) * 3 * 2 * PAIR);
    }

    @Test
    void a_language_model_scores_words_where_it_is_trained_and_sees_what_came_before() throws IOException {
        double block = 2 * 16 * 16 + 2 * 16 * 8 + 3 * 16 * 24; // of llama: two of four heads for keys and values
        try (Prepared prepared = prepared("llama", "full", "causal-lm")) {
            Example row = prepared.train().get(0);
            Batch batch = new Batch(List.of(row), row.length());
            double n = row.length();
            double words = 16.0 * prepared.model().blueprint().sizes().vocabulary();
            assertThat(prepared.plan().task().targets(batch)).isPositive().isLessThan(n);
            assertThat(flops(prepared).of(batch))
                    .isEqualTo(n * 6 * 2 * block
                            + n * (n + 1) / 2 * 3 * 2 * PAIR
                            + 6 * words * prepared.plan().task().targets(batch));
        }
    }

    private double of(String architecture, String method, String task, Batch batch) throws IOException {
        try (Prepared prepared = prepared(architecture, method, task)) {
            return flops(prepared).of(batch);
        }
    }

    private static Flops flops(Prepared prepared) {
        boolean keeps = prepared.plan().method().preview().keepsFeatures();
        return new Flops(prepared.model(), prepared.plan().task(), keeps);
    }

    private Prepared prepared(String architecture, String method, String task) throws IOException {
        return Prepared.of(new Subject(architecture, method, task).recipe(folder, "run"));
    }

    private static Batch tokens(int length) {
        Example.Tokens tokens = new Example.Tokens(new int[length], new int[0], new int[0]);
        return new Batch(List.of(new Example(0, 0, tokens, new double[] {1})), 8);
    }
}
