// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.attune.config.Sampling;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.junit.jupiter.api.Test;

class ClassSamplingTest {

    private static final Batches.Shape SHAPE = new Batches.Shape(8, length -> 8, Batches.Padding.BUCKETED, 0, 1);

    @Test
    void shares_are_as_asked_for() {
        int[] counts = {90, 9, 1, 0};
        assertThat(sampled(counts, new Sampling.None()).after()).containsExactly(90, 9, 1, 0);
        assertThat(sampled(counts, new Sampling.Balanced()).after()).containsExactly(34, 33, 33, 0);
        assertThat(sampled(counts, new Sampling.Over()).after()).containsExactly(90, 90, 90, 0);
        assertThat(sampled(counts, new Sampling.Under()).after()).containsExactly(1, 1, 1, 0);
        assertThat(sampled(counts, new Sampling.Power(0.5)).after()).containsExactly(70, 22, 8, 0);
        assertThat(sampled(counts, new Sampling.Power(1)).after()).containsExactly(90, 9, 1, 0);
        assertThat(sampled(counts, new Sampling.Power(0)).after())
                .containsExactly(sampled(counts, new Sampling.Balanced()).after());
    }

    @Property(tries = 100)
    void over_epochs_no_example_comes_oftener_than_once_more_than_another_of_its_class(
            @ForAll("counts") int[] counts, @ForAll("samplings") Sampling sampling, @ForAll long seed) {
        List<Example> examples = examples(counts);
        ClassSampling sampled = ClassSampling.of(examples, counts.length, sampling);
        Map<Integer, Integer> times = new HashMap<>();
        for (int epoch = 0; epoch < 7; epoch++) {
            int[] chosen = sampled.epoch(epoch, seed);
            assertThat(chosen).hasSize(sampled.size());
            assertThat(sampled.epoch(epoch, seed)).containsExactly(chosen);
            int[] of = new int[counts.length];
            for (int i : chosen) {
                of[(int) examples.get(i).target()[0]]++;
                times.merge(i, 1, Integer::sum);
            }
            assertThat(of).containsExactly(sampled.after());
        }
        for (int c = 0; c < counts.length; c++) {
            int label = c;
            int[] own = examples.stream()
                    .filter(example -> example.target()[0] == label)
                    .mapToInt(example -> times.getOrDefault(example.row(), 0))
                    .toArray();
            assertThat(Arrays.stream(own).max().orElse(0)
                            - Arrays.stream(own).min().orElse(0))
                    .isLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 50)
    void the_rows_of_a_step_follow_from_seed_and_step_alone_whichever_steps_were_asked_for_before(
            @ForAll("counts") int[] counts, @ForAll("samplings") Sampling sampling, @ForAll long seed) {
        List<Example> examples = examples(counts);
        ClassSampling sampled = ClassSampling.of(examples, counts.length, sampling);
        Batches one = new Batches(examples, sampled, SHAPE, seed);
        Batches other = new Batches(examples, ClassSampling.of(examples, counts.length, sampling), SHAPE, seed);
        long perEpoch = one.stepsPerEpoch();
        assertThat(perEpoch).isEqualTo((sampled.size() + 7) / 8);
        List<List<Integer>> forwards = new ArrayList<>();
        for (long step = 1; step <= 3 * perEpoch; step++) {
            forwards.add(rows(one.at(step)));
        }
        for (long step = 3 * perEpoch; step >= 1; step--) {
            assertThat(rows(other.at(step))).isEqualTo(forwards.get((int) step - 1));
        }
        List<Integer> first = forwards.subList(0, (int) perEpoch).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(sampled.epoch(0, seed)).boxed().toList());
    }

    @Provide
    Arbitrary<int[]> counts() {
        return Arbitraries.integers()
                .between(1, 40)
                .array(int[].class)
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<Sampling> samplings() {
        return Arbitraries.of(
                new Sampling.Balanced(), new Sampling.Over(), new Sampling.Under(), new Sampling.Power(0.3));
    }

    private static ClassSampling sampled(int[] counts, Sampling sampling) {
        return ClassSampling.of(examples(counts), counts.length, sampling);
    }

    private static List<Integer> rows(Batches.Step step) {
        return step.micro().stream()
                .map(Batch::examples)
                .flatMap(List::stream)
                .map(Example::row)
                .toList();
    }

    private static List<Example> examples(int[] counts) {
        List<Example> examples = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                int row = examples.size();
                Example.Tokens tokens = new Example.Tokens(new int[1 + row % 7], new int[0], new int[0]);
                examples.add(new Example(row, row, tokens, new double[] {label}));
            }
        }
        return examples;
    }
}
