// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attune.eval.text.ShortAnswer;
import org.attune.task.GeneratedScores;
import org.attune.task.LanguageScores;

class TextMetricsPropertyTest {

    private static final Bootstrap NONE = new Bootstrap(0, 1);
    private static final List<String> WORDS = List.of(
            "river", "stone", "the", "lantern", "7", "-8", "runs", "running", "河", "😀", "e\u0301", ".", "$5,000",
            "{}");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(9); words > 0; words--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(6) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static GeneratedScores texts(int rows, long seed) {
        Random random = new Random(seed);
        List<String> said = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String truth = text(random);
            said.add(random.nextBoolean() ? truth : text(random));
            references.add(random.nextBoolean() ? List.of(truth) : List.of(truth, text(random)));
        }
        return new GeneratedScores(said, references);
    }

    private static GeneratedScores chosen(GeneratedScores scores, List<Integer> rows) {
        return new GeneratedScores(
                rows.stream().map(scores.predictions()::get).toList(),
                rows.stream().map(scores.references()::get).toList());
    }

    private static Map<String, Metric> measured(GeneratedScores scores) {
        return Generation.measure(scores, TextChecks.NONE, NONE).metrics();
    }

    private static void assertSame(Map<String, Metric> actual, Map<String, Metric> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, metric) ->
                assertThat(EvalData.metric(actual, name).value()).as(name).isCloseTo(metric.value(), within(1e-9)));
    }

    @Property(tries = 100)
    void the_order_of_rows_does_not_matter(@ForAll @IntRange(min = 1, max = 30) int rows, @ForAll long seed) {
        GeneratedScores scores = texts(rows, seed);
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            order.add(row);
        }
        Collections.shuffle(order, new Random(seed));
        assertSame(measured(chosen(scores, order)), measured(scores));
    }

    @Property(tries = 100)
    void every_value_lies_on_its_scale(@ForAll @IntRange(min = 1, max = 30) int rows, @ForAll long seed) {
        measured(texts(rows, seed)).forEach((name, metric) -> {
            double most = name.equals("bleu") || name.equals("chrf") ? 100 : 1;
            assertThat(metric.value()).as(name).isBetween(0.0, most + 1e-9);
        });
    }

    @Property(tries = 100)
    void an_answer_that_repeats_a_reference_is_perfect_as_far_as_it_has_words(@ForAll long seed) {
        String truth = text(new Random(seed)) + " one two three four";
        Map<String, Metric> metrics =
                measured(new GeneratedScores(List.of(truth), List.of(List.of("something else", truth))));
        metrics.forEach((name, metric) -> assertThat(metric.value())
                .as("%s of %s", name, truth)
                .isCloseTo(name.equals("bleu") || name.equals("chrf") ? 100 : 1, within(1e-9)));
    }

    @Property(tries = 100)
    void a_further_reference_never_makes_a_row_worse(@ForAll long seed) {
        Random random = new Random(seed);
        String said = text(random);
        String first = text(random);
        String second = text(random);
        Map<String, Metric> one = measured(new GeneratedScores(List.of(said), List.of(List.of(first))));
        Map<String, Metric> both = measured(new GeneratedScores(List.of(said), List.of(List.of(first, second))));
        for (String name : List.of("exact_match", "token_f1", "chrf", "rouge1", "rouge2", "rougeL")) {
            assertThat(EvalData.metric(both, name).value())
                    .as(name)
                    .isGreaterThanOrEqualTo(EvalData.metric(one, name).value() - 1e-9);
        }
    }

    @Property(tries = 200)
    void an_exact_match_with_words_has_an_f1_of_one(@ForAll long seed) {
        Random random = new Random(seed);
        String said = text(random) + " word";
        List<String> references = List.of(said.toUpperCase(Locale.ROOT) + "!");
        assertThat(ShortAnswer.exactMatch(said, references)).isTrue();
        assertThat(ShortAnswer.tokenF1(said, references)).isEqualTo(1);
    }

    @Property(tries = 100)
    void multiplicities_equal_copies_of_rows(@ForAll @IntRange(min = 12, max = 40) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] sums = new double[rows][];
        for (int row = 0; row < rows; row++) {
            int tokens = random.nextInt(9);
            sums[row] = new double[] {random.nextDouble(), tokens, random.nextInt(tokens + 1)};
        }
        int[] times = new int[rows];
        new Bootstrap(1, seed).draw(0, times);
        List<double[]> copies = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            copies.addAll(Collections.nCopies(times[row], sums[row]));
        }
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        double[] weighted = new SumFamily(List.of("a", "b", "c"), sums, s -> s).values(times);
        double[] copied = new SumFamily(List.of("a", "b", "c"), copies.toArray(double[][]::new), s -> s).values(once);
        assertThat(weighted).containsExactly(copied, within(1e-9));
    }

    @Property(tries = 20)
    void intervals_hold_their_values_and_the_seed_decides_every_bit(@ForAll long seed) {
        GeneratedScores scores = texts(60, seed);
        Map<String, Metric> metrics =
                Generation.measure(scores, TextChecks.NONE, Bootstrap.of(seed)).metrics();
        metrics.forEach((name, metric) -> assertThat(metric.value())
                .as(name)
                .isBetween(
                        EvalData.interval(metric).low(),
                        EvalData.interval(metric).high()));
        assertThat(Generation.measure(scores, TextChecks.NONE, Bootstrap.of(seed))
                        .metrics())
                .isEqualTo(metrics);
    }

    @Property(tries = 100)
    void perplexity_is_e_to_the_loss_and_long_rows_weigh_more(@ForAll @IntRange(min = 1, max = 9) int longer) {
        LanguageScores scores =
                new LanguageScores(new double[] {2, longer * 0.5}, new long[] {1, longer}, new long[] {0, longer});
        SplitEvaluation split = LanguageModelling.measure(scores, NONE);
        double loss = (2 + longer * 0.5) / (1 + longer);
        assertThat(EvalData.value(split, "loss")).isCloseTo(loss, within(1e-12));
        assertThat(EvalData.value(split, "perplexity")).isCloseTo(Math.exp(loss), within(1e-12));
        assertThat(EvalData.value(split, "token_accuracy")).isCloseTo(longer / (1.0 + longer), within(1e-12));
    }
}
