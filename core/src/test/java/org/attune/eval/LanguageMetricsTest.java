// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attune.problem.WorkException;
import org.attune.task.ChoiceScores;
import org.attune.task.LanguageScores;
import org.junit.jupiter.api.Test;

class LanguageMetricsTest {

    private static final Bootstrap NONE = new Bootstrap(0, 1);

    @Test
    void a_loss_whose_perplexity_is_beyond_all_numbers_has_none() {
        LanguageScores scores = new LanguageScores(new double[] {8000}, new long[] {10}, new long[] {0});
        assertThat(LanguageModelling.measure(scores, NONE).metrics().keySet())
                .containsExactlyInAnyOrder("loss", "token_accuracy");
    }

    @Test
    void rows_without_trained_tokens_count_for_nothing_and_alone_have_no_metrics() {
        LanguageScores some = new LanguageScores(new double[] {0, 3}, new long[] {0, 2}, new long[] {0, 1});
        assertThat(EvalData.value(LanguageModelling.measure(some, NONE), "loss"))
                .isEqualTo(1.5);
        LanguageScores none = new LanguageScores(new double[1], new long[1], new long[1]);
        assertThat(LanguageModelling.measure(none, NONE).metrics()).isEmpty();
        LanguageScores empty = new LanguageScores(new double[0], new long[0], new long[0]);
        assertThat(LanguageModelling.measure(empty, NONE).metrics()).isEmpty();
    }

    @Test
    void a_model_that_diverged_is_a_problem_with_its_row() {
        assertThatThrownBy(() -> new LanguageScores(new double[] {1, Double.NaN}, new long[] {1, 1}, new long[2]))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("row 2 of the evaluated split");
        assertThatThrownBy(() -> new ChoiceScores(
                        new int[1], new double[][] {{-1, Double.NEGATIVE_INFINITY}}, new String[][] {{"a", "b"}}))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("row 1");
    }

    @Test
    void lengths_and_counts_must_fit() {
        assertThatThrownBy(() -> new LanguageScores(new double[1], new long[] {1}, new long[] {2}))
                .hasMessage("row 0 has 2 right of 1 tokens");
        assertThatThrownBy(() -> new ChoiceScores(new int[] {2}, new double[1][2], new String[][] {{"a", "b"}}))
                .hasMessage("row 0 has answer 2 of 2");
        assertThatThrownBy(() -> new ChoiceScores(new int[] {0}, new double[1][2], new String[][] {{"a", ""}}))
                .hasMessage("row 0 has an empty answer");
    }

    @Test
    void a_choice_is_rated_whole_per_character_and_per_byte() {
        // per character 4.5 against 2, per byte 1.5 against 2
        ChoiceScores scores =
                new ChoiceScores(new int[] {0, 1, 0}, new double[][] {{-9, -10}, {-9, -10}, {-9, -10}}, new String[][] {
                    {"東京", "Kyoto"}, {"東京", "Kyoto"}, {"ab", "cd"}
                });
        SplitEvaluation split = MultipleChoice.measure(scores, NONE);
        assertThat(split.metrics().keySet()).containsExactly("acc", "acc_norm", "acc_bytes");
        assertThat(EvalData.value(split, "acc")).isEqualTo(2 / 3.0);
        assertThat(EvalData.value(split, "acc_norm")).isEqualTo(2 / 3.0);
        assertThat(EvalData.value(split, "acc_bytes")).isEqualTo(2 / 3.0);
        ChoiceScores city =
                new ChoiceScores(new int[] {0}, new double[][] {{-9, -10}}, new String[][] {{"東京", "Kyoto"}});
        assertThat(EvalData.value(MultipleChoice.measure(city, NONE), "acc_norm"))
                .isZero();
        assertThat(EvalData.value(MultipleChoice.measure(city, NONE), "acc_bytes"))
                .isEqualTo(1);
    }

    @Test
    void rows_may_have_different_choices_and_the_first_of_equals_is_taken() {
        ChoiceScores scores = new ChoiceScores(
                new int[] {0, 2}, new double[][] {{-1, -1}, {-3, -2, -1}}, new String[][] {{"a", "b"}, {"a", "b", "c"}
                });
        assertThat(EvalData.value(MultipleChoice.measure(scores, NONE), "acc")).isEqualTo(1);
    }

    @Test
    void a_perfect_share_of_choices_has_the_interval_of_wilson() {
        double[][] likelihoods = new double[20][];
        String[][] answers = new String[20][];
        Arrays.fill(likelihoods, new double[] {-1, -2});
        Arrays.fill(answers, new String[] {"yes", "no"});
        ChoiceScores scores = new ChoiceScores(new int[20], likelihoods, answers);
        Metric acc = EvalData.metric(
                Evaluation.measure(scores, List.of(), Bootstrap.of(1)).metrics(), "acc");
        assertThat(acc.ciMethod()).isEqualTo("Wilson score");
    }

    @Test
    void every_name_is_in_the_list_and_losses_are_better_smaller() {
        Map<String, Boolean> larger =
                Map.of("loss", false, "perplexity", false, "token_accuracy", true, "acc_norm", true);
        assertThat(MetricNames.all()).containsAll(larger.keySet());
        larger.forEach((name, better) ->
                assertThat(MetricNames.largerIsBetter(name)).as(name).isEqualTo(better));
    }
}
