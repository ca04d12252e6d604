// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attune.eval.Finding.Kind;
import org.attune.eval.Finding.Severity;
import org.attune.task.ClassScores;
import org.junit.jupiter.api.Test;

class FindingsTest {

    @Test
    void rising_validation_loss_under_falling_training_loss_is_overfitting() {
        Finding finding = Findings.overfitting(new double[] {1, 0.5, 0.2, 0.1}, new double[] {1, 0.6, 0.7, 0.9})
                .orElseThrow();
        assertThat(finding.kind()).isEqualTo(Kind.OVERFITTING);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.text()).contains("evaluation 2 of 4", "0.600", "0.900", "evaluate.patience");
    }

    @Test
    void validation_loss_that_falls_or_wavers_is_no_overfitting() {
        assertThat(Findings.overfitting(new double[] {1, 0.5, 0.2}, new double[] {1, 0.6, 0.5}))
                .isEmpty();
        assertThat(Findings.overfitting(new double[] {1, 0.5, 0.2}, new double[] {1, 0.5, 0.51}))
                .isEmpty();
        assertThat(Findings.overfitting(new double[] {1, 2, 3}, new double[] {1, 2, 3}))
                .isEmpty();
        assertThat(Findings.overfitting(new double[] {}, new double[] {})).isEmpty();
    }

    @Test
    void rare_classes_are_named_with_their_rows() {
        Finding finding = Findings.imbalance(List.of("a", "b", "c"), new int[] {500, 40, 90})
                .orElseThrow();
        assertThat(finding.text()).contains("\"a\" has 500 rows", "\"b\" has 40 rows", "class_weights");
        assertThat(Findings.imbalance(List.of("a", "b"), new int[] {50, 40})).isEmpty();
        assertThat(Findings.imbalance(List.of("a", "b"), new int[] {8, 1})
                        .orElseThrow()
                        .text())
                .contains("1 row:");
    }

    @Test
    void truncation_says_its_share() {
        assertThat(Findings.truncation(0, 100, 128)).isEmpty();
        Finding finding = Findings.truncation(30, 100, 128).orElseThrow();
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.text()).contains("30 rows of 100 ", "30 %", "128 tokens", "data.max_length");
        assertThat(Findings.truncation(1, 1000, 128).orElseThrow().severity()).isEqualTo(Severity.NOTE);
    }

    @Test
    void test_rows_that_stand_in_training_are_a_leak_whatever_their_case_and_spaces() {
        List<String> train = List.of("How do I  pay?", "something else");
        Finding finding =
                Findings.leak(train, List.of("how do i pay? ", "new", "newer")).orElseThrow();
        assertThat(finding.kind()).isEqualTo(Kind.LEAK);
        assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
        assertThat(finding.text()).contains("1 row of the 3 test rows", "33 %", "data.validation");
        assertThat(Findings.leak(train, List.of("new"))).isEmpty();
        assertThat(Findings.leak(List.of(), List.of())).isEmpty();
    }

    private static List<Finding> of(SplitEvaluation split) {
        return Findings.of(EvaluationReport.of(Map.of("test", split), Map.of()));
    }

    @Test
    void classes_that_are_never_predicted_or_never_right_are_named() {
        int[] labels = new int[400];
        float[][] p = new float[400][];
        Arrays.setAll(labels, i -> i % 4);
        // 0 and 1 right, 2 always taken for 3, 3 always for 0
        Arrays.setAll(p, i -> one(4, new int[] {0, 1, 3, 0}[i % 4]));
        List<Finding> found =
                of(Classification.measure(new ClassScores(labels, p), List.of("w", "x", "y", "z"), Bootstrap.of(1)));
        assertThat(found)
                .filteredOn(f -> f.kind() == Kind.NEVER_PREDICTED)
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("\"y\"").doesNotContain("\"z\""));
        assertThat(found)
                .filteredOn(f -> f.kind() == Kind.NEVER_RIGHT)
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("\"z\"").doesNotContain("\"y\""));
        assertThat(found).extracting(Finding::kind).contains(Kind.POOR_CALIBRATION);
    }

    private static float[] one(int classes, int hot) {
        float[] row = new float[classes];
        row[hot] = 1;
        return row;
    }

    @Test
    void a_good_large_result_has_no_findings() {
        assertThat(of(Classification.measure(EvalData.scores(2000, 4, 1), Golden.names(4), Bootstrap.of(1))))
                .isEmpty();
    }

    @Test
    void a_tiny_test_set_is_told_by_the_width_of_its_interval() {
        List<Finding> found = of(Classification.measure(EvalData.scores(25, 3, 1), Golden.names(3), Bootstrap.of(1)));
        assertThat(found)
                .filteredOn(f -> f.kind() == Kind.FEW_TEST_ROWS)
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("25 rows", "accuracy may be anything from"));
    }

    private static SplitEvaluation accuracy(double value, double low, double high) {
        Map<String, Metric> metrics =
                Map.of("accuracy", new Metric(value, new Interval(low, high), "bootstrap percentile, 1000 resamples"));
        return new SplitEvaluation(
                1000, metrics, Map.of(), new Confusion(List.of("a"), new int[][] {{1000}}), List.of());
    }

    private static List<Finding> beside(String name, SplitEvaluation ours, SplitEvaluation theirs) {
        return Findings.of(EvaluationReport.of(Map.of("test", ours), Map.of(name, Baseline.of(theirs.metrics()))));
    }

    @Test
    void worse_than_a_baseline_is_serious() {
        List<Finding> found = beside(Baseline.MAJORITY, accuracy(0.5, 0.48, 0.52), accuracy(0.6, 0.58, 0.62));
        assertThat(found).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Kind.WORSE_THAN_BASELINE);
            assertThat(f.severity()).isEqualTo(Severity.SERIOUS);
            assertThat(f.text()).contains("0.500 (0.480 to 0.520)", "0.600", "most frequent");
        });
    }

    @Test
    void overlapping_intervals_do_not_beat_the_frozen_head() {
        assertThat(beside(Baseline.FROZEN_HEAD, accuracy(0.91, 0.90, 0.92), accuracy(0.9, 0.89, 0.905)))
                .extracting(Finding::kind)
                .containsExactly(Kind.NO_BETTER_THAN_FROZEN_HEAD);
        assertThat(beside(Baseline.FROZEN_HEAD, accuracy(0.93, 0.92, 0.94), accuracy(0.9, 0.89, 0.91)))
                .isEmpty();
        assertThat(beside(Baseline.MAJORITY, accuracy(0.91, 0.90, 0.92), accuracy(0.9, 0.89, 0.905)))
                .isEmpty();
    }

    @Test
    void a_smaller_error_is_the_better_one() {
        SplitEvaluation ours = SplitEvaluation.of(500, Map.of("mse", Metric.of(2)));
        SplitEvaluation theirs = SplitEvaluation.of(500, Map.of("mse", Metric.of(1)));
        assertThat(beside(Baseline.MAJORITY, ours, theirs))
                .extracting(Finding::kind)
                .containsExactly(Kind.WORSE_THAN_BASELINE);
        assertThat(beside(Baseline.MAJORITY, theirs, ours)).isEmpty();
    }
}
