// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private static final int[] FIRST = {0};
    private static final int[] SECOND = {1};

    @Test
    void under_the_null_the_permutation_test_is_below_each_level_that_often() {
        Random random = new Random(4);
        int[] below = new int[2];
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            double p = PairedPermutation.p(
                    shares(random, 40, 0.7, 0.7), FIRST, SECOND, new PairedPermutation.Draws(200, trial));
            below[0] += p <= 0.05 ? 1 : 0;
            below[1] += p <= 0.5 ? 1 : 0;
        }
        // never more than the level beyond chance; ties of so few rows make it less
        assertThat(below[0]).isBetween(2, 36);
        assertThat(below[1]).isBetween(110, 230);
    }

    @Test
    void a_true_difference_is_found_about_as_often_as_was_computed() {
        Random random = new Random(8);
        int rows = 800;
        double discordance = 0.8 * 0.25 + 0.2 * 0.75;
        double power = new Detectable(rows, 0.75 * 0.2 + 0.25 * 0.8).power(0.05);
        int found = 0;
        for (int trial = 0; trial < 300; trial++) {
            SummedMetric both = shares(random, rows, 0.8, 0.75);
            found += mcNemar(both).p() < 0.05 ? 1 : 0;
        }
        assertThat(discordance).isCloseTo(0.35, within(1e-9));
        assertThat(found / 300.0).isCloseTo(power, within(0.1));
    }

    @Test
    void the_smallest_difference_that_is_found_in_80_of_100_tests_is_stated() {
        Detectable rows = new Detectable(3080, 0.08);
        assertThat(rows.power(rows.difference())).isCloseTo(0.8, within(1e-6));
        assertThat(rows.difference()).isCloseTo(0.0142, within(0.0002));
        assertThat(new Detectable(20, 0.05).difference()).isNaN();
        assertThat(new Detectable(3080, 0).difference()).isNaN();
    }

    @Test
    void intervals_over_seeds_and_rows_hold_the_truth() {
        Random random = new Random(21);
        int[] held = new int[2];
        int trials = 300;
        for (int trial = 0; trial < trials; trial++) {
            held[0] += Crossed.draw(random, 3, 60).overSeeds().holds(Crossed.MEAN) ? 1 : 0;
            held[1] += Crossed.draw(random, 6, 60).overSeedsAndRows(trial).holds(Crossed.MEAN) ? 1 : 0;
        }
        assertThat(held[0]).isBetween(274, 298);
        assertThat(held[1]).isBetween(274, 298);
    }

    /** Seeds and rows with effects of their own, and a rest. */
    private static final class Crossed {

        static final double MEAN = 0.3;

        static SeedSample draw(Random random, int seeds, int rows) {
            double[] byRow =
                    random.doubles(rows).map(u -> random.nextGaussian()).toArray();
            double[][] table = new double[seeds][rows];
            for (double[] seed : table) {
                double own = 0.15 * random.nextGaussian();
                Arrays.setAll(seed, row -> MEAN + own + byRow[row] + 0.5 * random.nextGaussian());
            }
            int[] all = new int[seeds];
            Arrays.setAll(all, s -> s);
            return Resamples.of(StatisticsGoldenTest.mean(table), 300, random.nextLong())
                    .of(all);
        }
    }

    @Property(tries = 50)
    void who_is_first_changes_the_sign_and_nothing_else(
            @ForAll @IntRange(min = 5, max = 60) int rows, @ForAll long seed) {
        SummedMetric metric = shares(new Random(seed), rows, 0.6, 0.8);
        Resamples resamples = Resamples.of(metric, 200, seed);
        IntervalEstimate one = resamples.difference(FIRST, SECOND).overRows();
        IntervalEstimate other = resamples.difference(SECOND, FIRST).overRows();
        assertThat(one.value()).isEqualTo(-other.value());
        assertThat(one.low()).isCloseTo(-other.high(), within(1e-12));
        assertThat(one.p()).isEqualTo(other.p());
        PairedPermutation.Draws draws = new PairedPermutation.Draws(100, seed);
        assertThat(PairedPermutation.p(metric, FIRST, SECOND, draws))
                .isEqualTo(PairedPermutation.p(metric, SECOND, FIRST, draws));
    }

    @Property(tries = 100)
    void corrections_only_raise_and_keep_the_order(@ForAll @IntRange(min = 1, max = 12) int tests, @ForAll long seed) {
        double[] p = new Random(seed).doubles(tests).map(u -> u * u * u).toArray();
        for (Correction correction : Correction.values()) {
            double[] corrected = correction.of(p);
            for (int i = 0; i < tests; i++) {
                assertThat(corrected[i]).isBetween(p[i], 1.0);
                for (int j = 0; j < tests; j++) {
                    assertThat(p[i] <= p[j] ? corrected[i] <= corrected[j] : corrected[i] >= corrected[j])
                            .isTrue();
                }
            }
        }
    }

    @Test
    void what_was_not_tested_is_no_test() {
        assertThat(Correction.HOLM.of(0.02, Double.NaN, 0.03)).containsExactly(0.04, Double.NaN, 0.04);
    }

    @Test
    void a_group_is_what_cannot_be_told_apart_from_its_best() {
        double[][] p = TieGroups.symmetric(new double[] {0.3, 0.001, 0.001, 0.2, 0.01, 0.4}, 4);
        assertThat(TieGroups.of(new double[] {0.9, 0.88, 0.86, 0.5}, p, 0.05))
                .containsExactly(List.of(0, 1), List.of(2, 3));
        assertThat(TieGroups.of(new double[] {0.1, 0.2}, TieGroups.symmetric(new double[] {0.01}, 2), 0.05))
                .containsExactly(List.of(1), List.of(0));
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        SummedMetric metric = shares(new Random(3), 50, 0.6, 0.8);
        assertThat(Resamples.of(metric, 50, 9).drawn())
                .isDeepEqualTo(Resamples.of(metric, 50, 9).drawn());
        assertThat(Resamples.of(metric, 50, 9).drawn())
                .isNotEqualTo(Resamples.of(metric, 50, 10).drawn());
    }

    @Test
    void a_candidate_against_itself_differs_by_nothing() {
        SummedMetric metric = shares(new Random(3), 50, 0.6, 0.8);
        int[] same = {0, 1};
        SeedSample none = Resamples.of(metric, 100, 9).difference(same, same);
        assertThat(none.overSeeds()).isEqualTo(new IntervalEstimate(0, 0, 0, 1, "t over seeds and rows"));
        assertThat(none.overRows().p()).isEqualTo(1);
        assertThat(none.overSeedsAndRows(1).p()).isEqualTo(1);
    }

    private static SummedMetric shares(Random random, int rows, double first, double second) {
        boolean[][] right = new boolean[2][rows];
        for (int row = 0; row < rows; row++) {
            right[0][row] = random.nextDouble() < first;
            right[1][row] = random.nextDouble() < second;
        }
        return SummedMetric.share(right);
    }

    private static McNemar mcNemar(SummedMetric metric) {
        boolean[][] right = new boolean[2][metric.rows()];
        for (int row = 0; row < metric.rows(); row++) {
            right[0][row] = metric.terms()[0][row][0] > 0;
            right[1][row] = metric.terms()[1][row][0] > 0;
        }
        return McNemar.of(right[0], right[1]);
    }
}
