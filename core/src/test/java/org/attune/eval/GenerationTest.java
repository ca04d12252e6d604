// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.attune.problem.InputException;
import org.attune.task.GeneratedScores;
import org.attune.task.LanguageScores;
import org.junit.jupiter.api.Test;

class GenerationTest {

    private static final Bootstrap NONE = new Bootstrap(0, 1);
    private static final List<String> USUAL =
            List.of("exact_match", "token_f1", "bleu", "chrf", "rouge1", "rouge2", "rougeL");

    private static GeneratedScores one(String said, String... references) {
        return new GeneratedScores(List.of(said), List.of(List.of(references)));
    }

    @Test
    void ordinary_texts_have_the_usual_metrics_in_their_order() {
        assertThat(Generation.measure(one("a river", "the river in 1990"), TextChecks.NONE, NONE)
                        .metrics()
                        .keySet())
                .containsExactlyElementsOf(USUAL);
    }

    @Test
    void references_that_are_numbers_are_compared_as_numbers() {
        SplitEvaluation split = Generation.measure(one("That makes $1,000.", "#### 1000"), TextChecks.NONE, NONE);
        assertThat(EvalData.value(split, "number_match")).isEqualTo(1);
        assertThat(EvalData.value(split, "exact_match")).isZero();
    }

    @Test
    void references_that_are_json_ask_for_json() {
        SplitEvaluation split = Generation.measure(one("{\"a\": 1", "{\"a\": 1}"), TextChecks.NONE, NONE);
        assertThat(EvalData.value(split, "json_valid")).isZero();
    }

    @Test
    void keys_and_a_pattern_are_looked_for_where_they_are_given() {
        GeneratedScores scores =
                new GeneratedScores(List.of("{\"a\": 1}", "{\"b\": 1}"), List.of(List.of("x"), List.of("y")));
        SplitEvaluation split = Generation.measure(
                scores, new TextChecks(false, false, Pattern.compile("\"[ab]\""), List.of("a")), NONE);
        assertThat(EvalData.value(split, "regex_match")).isEqualTo(1);
        assertThat(EvalData.value(split, "json_valid")).isEqualTo(0.5);
    }

    @Test
    void stemming_changes_rouge_alone() {
        GeneratedScores scores = one("runners running", "runner runs");
        SplitEvaluation plain = Generation.measure(scores, TextChecks.NONE, NONE);
        SplitEvaluation stemmed = Generation.measure(scores, new TextChecks(true, false, null, null), NONE);
        assertThat(EvalData.value(plain, "rouge1")).isZero();
        assertThat(EvalData.value(stemmed, "rouge1")).isEqualTo(1);
        assertThat(EvalData.value(stemmed, "bleu")).isEqualTo(EvalData.value(plain, "bleu"));
    }

    @Test
    void a_pattern_that_is_too_deep_for_a_text_is_a_problem() {
        TextChecks checks = new TextChecks(false, false, Pattern.compile("(a|b)*c"), null);
        assertThatThrownBy(() -> Generation.measure(one("ab".repeat(100_000), "x"), checks, NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the regular expression (a|b)*c")
                .hasMessageContaining("200000 characters");
    }

    @Test
    void shares_of_few_rows_have_the_interval_of_wilson_and_others_the_bootstrap() {
        GeneratedScores scores =
                new GeneratedScores(Collections.nCopies(20, "river"), Collections.nCopies(20, List.of("river")));
        SplitEvaluation split = Evaluation.measure(scores, List.of(), Bootstrap.of(1));
        assertThat(EvalData.metric(split.metrics(), "exact_match").ciMethod()).isEqualTo("Wilson score");
        assertThat(EvalData.metric(split.metrics(), "chrf").ciMethod())
                .isEqualTo("bootstrap percentile, 1000 resamples");
    }

    @Test
    void no_rows_have_no_metrics_and_a_row_needs_a_reference() {
        assertThat(Generation.measure(new GeneratedScores(List.of(), List.of()), TextChecks.NONE, NONE)
                        .metrics())
                .isEmpty();
        assertThatThrownBy(() -> one("text")).hasMessage("a row has no reference");
    }

    @Test
    void likelihoods_and_texts_of_the_same_rows_go_together() {
        SplitEvaluation texts = Generation.measure(one("river", "river"), TextChecks.NONE, NONE);
        SplitEvaluation tokens = Evaluation.measure(
                new LanguageScores(new double[] {1}, new long[] {2}, new long[] {1}), List.of(), NONE);
        assertThat(texts.with(tokens).metrics().keySet())
                .contains("loss", "perplexity", "token_accuracy", "exact_match", "bleu");
        assertThatThrownBy(() -> texts.with(SplitEvaluation.of(2, tokens.metrics())))
                .hasMessage("1 rows and 2 rows are not of one split");
    }
}
