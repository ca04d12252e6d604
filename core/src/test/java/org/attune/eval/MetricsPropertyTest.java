// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attune.task.ClassScores;
import org.attune.task.TagScores;
import org.attune.task.ValueScores;

class MetricsPropertyTest {

    private static final Bootstrap NONE = new Bootstrap(0, 1);

    private static List<Integer> shuffled(int rows, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private static ClassScores coarse(int rows, int classes, long seed) {
        Random random = new Random(seed);
        int[] labels = new int[rows];
        float[][] probabilities = new float[rows][classes];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(classes);
            for (int part = 0; part < 8; part++) {
                probabilities[row][random.nextInt(classes)] += 0.125f;
            }
        }
        return new ClassScores(labels, probabilities);
    }

    @Property(tries = 200)
    void the_order_of_rows_does_not_matter(
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 2, max = 8) int classes,
            @ForAll long seed) {
        ClassScores scores = coarse(rows, classes, seed);
        List<Integer> order = shuffled(rows, seed);
        ClassScores other = new ClassScores(
                order.stream().mapToInt(row -> scores.labels()[row]).toArray(),
                order.stream().map(row -> scores.probabilities()[row]).toArray(float[][]::new));
        Map<String, Metric> first =
                Classification.measure(scores, Golden.names(classes), NONE).metrics();
        Map<String, Metric> second =
                Classification.measure(other, Golden.names(classes), NONE).metrics();
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, metric) ->
                assertThat(EvalData.metric(second, name).value()).as(name).isCloseTo(metric.value(), within(1e-9)));
    }

    @Property(tries = 200)
    void shares_lie_between_zero_and_one_and_accuracy_is_the_diagonal(
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 2, max = 8) int classes,
            @ForAll long seed) {
        SplitEvaluation split = Classification.measure(coarse(rows, classes, seed), Golden.names(classes), NONE);
        split.metrics().forEach((name, metric) -> {
            if (!name.equals("log_loss")) {
                assertThat(metric.value()).as(name).isBetween(name.equals("mcc") ? -1.0 - 1e-12 : 0.0, 1.0 + 1e-12);
            }
        });
        Confusion confusion = EvalData.confusion(split);
        double accuracy = EvalData.value(split, "accuracy");
        assertThat(accuracy).isEqualTo((double) confusion.correct() / confusion.total());
        assertThat(EvalData.value(split, "f1_micro")).isCloseTo(accuracy, within(1e-12));
        assertThat(EvalData.value(split, "recall_weighted")).isCloseTo(accuracy, within(1e-12));
        assertThat(split.perClass().values().stream()
                        .mapToLong(ClassRow::support)
                        .sum())
                .isEqualTo(rows);
    }

    @Property(tries = 100)
    void macro_f1_lies_between_the_worst_and_the_best_class(
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 2, max = 8) int classes,
            @ForAll long seed) {
        SplitEvaluation split = Classification.measure(coarse(rows, classes, seed), Golden.names(classes), NONE);
        double best = split.perClass().values().stream()
                .mapToDouble(ClassRow::f1)
                .max()
                .orElseThrow();
        double worst = split.perClass().values().stream()
                .mapToDouble(ClassRow::f1)
                .min()
                .orElseThrow();
        assertThat(EvalData.value(split, "f1_macro")).isBetween(worst - 1e-12, best + 1e-12);
    }

    @Property(tries = 100)
    void multiplicities_equal_copies_of_rows(@ForAll @IntRange(min = 12, max = 40) int rows, @ForAll long seed) {
        ClassScores scores = coarse(rows, 4, seed);
        int[] times = new int[rows];
        new Bootstrap(1, seed).draw(0, times);
        List<Integer> copies = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            copies.addAll(Collections.nCopies(times[row], row));
        }
        ClassScores copied = new ClassScores(
                copies.stream().mapToInt(row -> scores.labels()[row]).toArray(),
                copies.stream().map(row -> scores.probabilities()[row]).toArray(float[][]::new));
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        assertSame(
                new CountFamily(scores.labels(), scores.predictions(), 4).values(times),
                new CountFamily(copied.labels(), copied.predictions(), 4).values(once));
        assertSame(
                RankingFamily.of(scores).values(times), RankingFamily.of(copied).values(once));
        assertSame(MeanFamily.of(scores).values(times), MeanFamily.of(copied).values(once));
        assertSame(Calibration.of(scores).values(times), Calibration.of(copied).values(once));
    }

    @Property(tries = 100)
    void multiplicities_equal_copies_for_correlations(
            @ForAll @IntRange(min = 12, max = 40) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = random.ints(rows, 0, 6).asDoubleStream().toArray();
        double[] y = random.ints(rows, 0, 9).asDoubleStream().toArray();
        int[] times = new int[rows];
        new Bootstrap(1, seed).draw(0, times);
        int[] copies = IntStream.range(0, rows)
                .flatMap(row -> IntStream.generate(() -> row).limit(times[row]))
                .toArray();
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        ValueScores copied = new ValueScores(
                IntStream.of(copies).mapToDouble(row -> x[row]).toArray(),
                IntStream.of(copies).mapToDouble(row -> y[row]).toArray());
        assertSame(
                ValueFamily.of(new ValueScores(x, y)).values(times),
                ValueFamily.of(copied).values(once));
    }

    @Property(tries = 200)
    void a_tagger_that_repeats_the_truth_is_perfect_and_types_add_up(
            @ForAll @IntRange(min = 1, max = 12) int length, @ForAll long seed) {
        Random random = new Random(seed);
        String[] tags = random.ints(length, 0, 7)
                .mapToObj(i ->
                        List.of("O", "B-A", "I-A", "B-B", "I-B", "E-A", "S-B").get(i))
                .toArray(String[]::new);
        SplitEvaluation split =
                Tagging.measure(new TagScores(new String[][] {tags}, new String[][] {tags.clone()}), NONE);
        long entities =
                split.perClass().values().stream().mapToLong(ClassRow::support).sum();
        assertThat(entities).isEqualTo(Entity.of(tags).size());
        assertThat(EvalData.value(split, "entity_f1")).isEqualTo(entities == 0 ? 0.0 : 1.0);
        assertThat(EvalData.value(split, "token_accuracy")).isEqualTo(1.0);
    }

    private static void assertSame(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(actual[i]).isNaN();
            } else {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-9));
            }
        }
        assertThat(actual).hasSameSizeAs(expected);
    }
}
