// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.attune.problem.WorkException;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;
import org.attune.task.TagScores;
import org.attune.task.Threshold;
import org.attune.task.ValueScores;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final Bootstrap BOOTSTRAP = Bootstrap.of(1);

    @Test
    void a_model_that_diverged_is_a_problem_with_its_row() {
        assertThatThrownBy(() -> new ClassScores(new int[] {0, 1}, new float[][] {{1, 0}, {Float.NaN, 0}}))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("row 2 of the evaluated split")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new ValueScores(new double[] {1}, new double[] {Double.POSITIVE_INFINITY}))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("Infinity");
    }

    @Test
    void lengths_and_classes_must_fit() {
        assertThatThrownBy(() -> new ClassScores(new int[] {0}, new float[][] {}))
                .hasMessage("1 true values and 0 answers");
        assertThatThrownBy(() -> new ClassScores(new int[] {2}, new float[][] {{1, 0}}))
                .hasMessage("row 0 has class 2 of 2");
        assertThatThrownBy(() -> new ClassScores(new int[] {1}, new float[][] {{1, -0.1f}}))
                .hasMessage("row 0 has the probability -0.1");
    }

    @Test
    void no_rows_have_no_metrics() {
        assertThat(Classification.measure(new ClassScores(new int[0], new float[0][]), List.of("a", "b"), BOOTSTRAP)
                        .metrics())
                .isEmpty();
        assertThat(MultiLabel.measure(new LabelScores(new boolean[0][], new float[0][]), List.of("a"), BOOTSTRAP)
                        .metrics())
                .isEmpty();
        assertThat(Regression.measure(new ValueScores(new double[0], new double[0]), BOOTSTRAP)
                        .metrics())
                .isEmpty();
        assertThat(Tagging.measure(new TagScores(new String[0][], new String[0][]), BOOTSTRAP)
                        .metrics())
                .isEmpty();
    }

    @Test
    void sentences_without_tokens_and_empty_tags_are_read() {
        TagScores scores = new TagScores(new String[][] {{}, {"", "B-A"}}, new String[][] {{}, {"O", "B-A"}});
        Map<String, Metric> metrics = Tagging.measure(scores, BOOTSTRAP).metrics();
        assertThat(EvalData.metric(metrics, "entity_f1").value()).isEqualTo(1);
    }

    @Test
    void the_threshold_lies_half_way_and_of_equals_nearest_to_one_half() {
        LabelScores clear = new LabelScores(new boolean[][] {{true}, {false}}, new float[][] {{0.75f}, {0.25f}});
        assertThat(Threshold.tune(clear)).isEqualTo(0.5);
        LabelScores low =
                new LabelScores(new boolean[][] {{true}, {true}, {false}}, new float[][] {{0.25f}, {0.5f}, {0}});
        assertThat(Threshold.tune(low)).isEqualTo(0.125);
        // one of one right (f1 2/3) at 0.875, two of four right (f1 2/3) at 0.25
        LabelScores equal = new LabelScores(
                new boolean[][] {{true}, {false}, {false}, {true}}, new float[][] {{1}, {0.75f}, {0.75f}, {0.5f}});
        assertThat(Threshold.tune(equal)).isEqualTo(0.25);
        LabelScores none = new LabelScores(new boolean[][] {{false}}, new float[][] {{0.9f}});
        assertThat(Threshold.tune(none)).isEqualTo(0.5);
    }

    @Test
    void the_majority_baseline_answers_with_the_shares_of_training() {
        ClassScores classes = Majority.classes(new int[] {0, 1, 1, 2}, 3, new int[] {1, 0});
        assertThat(classes.predictions()).containsExactly(1, 1);
        assertThat(classes.probabilities()[0]).containsExactly(0.25f, 0.5f, 0.25f);
        Map<String, Metric> metrics = Classification.measure(classes, List.of("a", "b", "c"), BOOTSTRAP)
                .metrics();
        assertThat(EvalData.metric(metrics, "accuracy").value()).isEqualTo(0.5);
        assertThat(EvalData.metric(metrics, "roc_auc").value()).isEqualTo(0.5);

        LabelScores labels =
                Majority.labels(new boolean[][] {{true, false}, {true, true}, {true, false}}, new boolean[1][2]);
        assertThat(labels.probabilities()[0]).containsExactly(new float[] {1, 1f / 3}, within(1e-6f));
        ValueScores values = Majority.values(new double[] {1, 2, 6}, new double[] {5});
        assertThat(values.predictions()).containsExactly(3);
    }

    @Test
    void the_majority_tag_is_that_of_the_token_and_else_the_most_frequent_of_all() {
        String[][] tokens = {{"Rome", "is", "Rome", "big", "was"}};
        String[][] tags = {{"B-LOC", "O", "B-LOC", "O", "O"}};
        TagScores scores = Majority.tags(tokens, tags, new String[][] {{"Rome", "new"}}, new String[][] {{"O", "O"}});
        assertThat(scores.predictions()[0]).containsExactly("B-LOC", "O");
        assertThat(Majority.tags(new String[0][], new String[0][], new String[][] {{"x"}}, new String[][] {{"O"}})
                        .predictions()[0])
                .containsExactly("O");
    }
}
