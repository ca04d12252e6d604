// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.attune.statistics.Quantile;
import org.attune.task.ClassScores;
import org.attune.task.ValueScores;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    @Test
    void the_interval_of_a_mean_is_as_wide_as_theory_says() {
        Random random = new Random(5);
        int n = 400;
        double[] targets = new double[n];
        double[] predictions = new double[n];
        for (int i = 0; i < n; i++) {
            predictions[i] = random.nextGaussian();
        }
        Metric mse = EvalData.metric(
                Regression.measure(new ValueScores(targets, predictions), Bootstrap.of(1))
                        .metrics(),
                "mse");
        // the squares of normal numbers have variance 2
        assertThat(EvalData.interval(mse).width()).isCloseTo(2 * 1.96 * Math.sqrt(2.0 / n), within(0.05));
        assertThat(mse.ciMethod()).isEqualTo("bootstrap percentile, 1000 resamples");
    }

    @Test
    void about_95_of_100_intervals_hold_the_truth() {
        int held = 0;
        Random random = new Random(11);
        for (int trial = 0; trial < 200; trial++) {
            int n = 150;
            int[] labels = new int[n];
            float[][] probabilities = new float[n][];
            for (int i = 0; i < n; i++) {
                probabilities[i] = random.nextDouble() < 0.7 ? new float[] {1, 0} : new float[] {0, 1};
            }
            CountFamily family = new CountFamily(labels, new ClassScores(labels, probabilities).predictions(), 2);
            Interval interval =
                    EvalData.interval(EvalData.metric(new Bootstrap(300, trial).measure(family), "accuracy"));
            held += interval.low() <= 0.7 && 0.7 <= interval.high() ? 1 : 0;
        }
        assertThat(held).isBetween(180, 199);
    }

    @Test
    void the_seed_decides_every_bit() {
        ClassScores scores = EvalData.scores(300, 5, 3);
        Map<String, Metric> first =
                Classification.measure(scores, Golden.names(5), Bootstrap.of(7)).metrics();
        assertThat(Classification.measure(scores, Golden.names(5), Bootstrap.of(7))
                        .metrics())
                .isEqualTo(first);
        assertThat(Classification.measure(scores, Golden.names(5), Bootstrap.of(8))
                        .metrics())
                .isNotEqualTo(first);
    }

    @Test
    void a_resample_draws_as_many_rows_as_there_are_and_leaves_out_a_third() {
        int[] times = new int[10_000];
        new Bootstrap(1000, 3).draw(17, times);
        assertThat(Arrays.stream(times).sum()).isEqualTo(10_000);
        assertThat(Arrays.stream(times).filter(t -> t == 0).count() / 10_000.0).isCloseTo(Math.exp(-1), within(0.02));
    }

    @Test
    void a_perfect_score_on_few_rows_is_not_certain() {
        int[] labels = new int[20];
        float[][] probabilities = new float[20][];
        Arrays.fill(probabilities, new float[] {1, 0});
        Metric accuracy = EvalData.metric(
                Classification.measure(new ClassScores(labels, probabilities), Golden.names(2), Bootstrap.of(1))
                        .metrics(),
                "accuracy");
        assertThat(accuracy.ciMethod()).isEqualTo("Wilson score");
        assertThat(EvalData.interval(accuracy).high()).isEqualTo(1);
        // Wilson for 20 of 20: n / (n + z²)
        assertThat(EvalData.interval(accuracy).low()).isCloseTo(20 / (20 + 3.841458820694124), within(1e-9));
    }

    @Test
    void fewer_than_ten_rows_have_no_bootstrap_interval() {
        Map<String, Metric> metrics = Regression.measure(
                        new ValueScores(new double[] {1, 2, 3}, new double[] {1, 2, 4}), Bootstrap.of(1))
                .metrics();
        assertThat(EvalData.metric(metrics, "mse").ci95()).isNull();
        assertThat(EvalData.metric(metrics, "mse").ciMethod()).isNull();
    }

    @Test
    void an_interval_says_when_it_took_fewer_resamples() {
        Map<String, Metric> metrics = Classification.measure(
                        EvalData.scores(3080, 77, 1), Golden.names(77), Bootstrap.of(1))
                .metrics();
        assertThat(EvalData.metric(metrics, "accuracy").ciMethod()).isEqualTo("bootstrap percentile, 1000 resamples");
        assertThat(EvalData.metric(metrics, "roc_auc").ciMethod()).isEqualTo("bootstrap percentile, 200 resamples");
        assertThat(EvalData.metric(metrics, "ece").ciMethod())
                .isEqualTo("bootstrap percentile, 1000 resamples, less their bias");
    }

    @Test
    void every_interval_holds_its_value() {
        Classification.measure(EvalData.scores(500, 4, 2), Golden.names(4), Bootstrap.of(1))
                .metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isBetween(
                                EvalData.interval(metric).low(),
                                EvalData.interval(metric).high()));
    }

    @Test
    void percentiles_interpolate_as_numpy_does() {
        assertThat(Quantile.of(new double[] {1, 2, 4, 8}, 0.5)).isEqualTo(3);
        assertThat(Quantile.of(new double[] {1, 2, 4, 8}, 0.025)).isCloseTo(1.075, within(1e-12));
        assertThat(Quantile.of(new double[] {1, 2, 4, 8}, 0.975)).isCloseTo(7.7, within(1e-12));
    }
}
