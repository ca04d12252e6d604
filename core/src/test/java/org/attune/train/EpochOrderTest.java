// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.data.Example;
import org.attune.tensor.KeyedRandom;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

    private static final long ORDER = 0x6f72646572L;
    private static final int BATCH = 8;

    private static List<Example> examples(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Example(
                        i,
                        i,
                        new Example.Tokens(new int[1 + (int) (KeyedRandom.bits(3, i) & 15)], new int[0], new int[0]),
                        new double[0]))
                .toList();
    }

    private static EpochOrder order(List<Example> examples, long whole) {
        return new EpochOrder(examples, null, BATCH, 13, whole);
    }

    /** As the class describes it, with a list for each step: what runs of former versions did. */
    private static List<int[]> reference(List<Example> examples, int epoch) {
        int[] all = KeyedRandom.permutation(examples.size(), KeyedRandom.key(13, ORDER, epoch));
        List<int[]> steps = new ArrayList<>();
        for (int from = 0; from < all.length; from += BATCH * 50) {
            int[] pool = IntStream.range(from, Math.min(all.length, from + BATCH * 50))
                    .mapToObj(i -> all[i])
                    .sorted(Comparator.comparingInt(i -> examples.get(i).length()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int start = 0; start < pool.length; start += BATCH) {
                steps.add(Arrays.copyOfRange(pool, start, Math.min(pool.length, start + BATCH)));
            }
        }
        int[] permuted = KeyedRandom.permutation(steps.size(), KeyedRandom.key(13, ORDER, epoch, 1));
        return IntStream.of(permuted).mapToObj(steps::get).toList();
    }

    @Test
    void data_that_fit_into_memory_keep_the_order_that_they_always_had() {
        List<Example> examples = examples(1003);
        EpochOrder order = order(examples, EpochOrder.WHOLE);

        for (int epoch = 0; epoch < 2; epoch++) {
            List<int[]> steps = reference(examples, epoch);
            for (int step = 0; step < steps.size(); step++) {
                assertThat(order.step(epoch, step)).isEqualTo(steps.get(step));
            }
        }
    }

    @Test
    void with_blocks_an_epoch_still_has_each_example_once_and_another_order_than_the_next() {
        List<Example> examples = examples(200_003);
        EpochOrder order = order(examples, 0);
        int steps = (examples.size() + BATCH - 1) / BATCH;

        int[] first = IntStream.range(0, steps)
                .flatMap(step -> Arrays.stream(order.step(0, step)))
                .toArray();
        int[] second = IntStream.range(0, steps)
                .flatMap(step -> Arrays.stream(order.step(1, step)))
                .toArray();

        assertThat(Arrays.stream(first).sorted().toArray())
                .isEqualTo(IntStream.range(0, examples.size()).toArray());
        assertThat(Arrays.stream(second).sorted().toArray())
                .isEqualTo(IntStream.range(0, examples.size()).toArray());
        assertThat(IntStream.range(0, first.length).filter(i -> first[i] == second[i]))
                .hasSizeLessThan(100);
    }

    @Test
    void with_blocks_a_step_is_the_same_whatever_was_asked_before() {
        List<Example> examples = examples(200_003);
        EpochOrder straight = order(examples, 0);
        int steps = (examples.size() + BATCH - 1) / BATCH;

        for (int step : new int[] {0, 8_191, 8_192, 8_200, 16_400, steps - 1}) {
            assertThat(order(examples, 0).step(2, step)).as("step %d", step).isEqualTo(straight.step(2, step));
        }
        assertThat(IntStream.range(0, steps).filter(step -> straight.step(1, step).length != BATCH))
                .as("the steps that are not full")
                .hasSize(1);
    }

    @Test
    void with_blocks_a_window_reads_few_places_of_the_data_and_mixes_them() {
        List<Example> examples = examples(200_003);
        EpochOrder order = order(examples, 0);
        int steps = EpochOrder.WINDOW / BATCH;

        int[] blocks = IntStream.range(0, steps)
                .flatMap(step -> Arrays.stream(order.step(0, step)))
                .map(example -> example / EpochOrder.BLOCK)
                .toArray();

        assertThat(Arrays.stream(blocks).distinct().count()).isBetween(64L, 67L);
        assertThat(Arrays.stream(blocks).limit(400).distinct().count())
                .as("fifty steps come out of most of them")
                .isGreaterThan(55);
    }

    @Test
    void blocks_begin_where_the_tokens_are_more_than_fit() {
        List<Example> examples = examples(3_000);
        long tokens = examples.stream().mapToLong(Example::length).sum();

        assertThat(order(examples, tokens).step(0, 0))
                .isEqualTo(order(examples, EpochOrder.WHOLE).step(0, 0));
        assertThat(order(examples, tokens - 1).step(0, 0))
                .isNotEqualTo(order(examples, EpochOrder.WHOLE).step(0, 0));
    }
}
