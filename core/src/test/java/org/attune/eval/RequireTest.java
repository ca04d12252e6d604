// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequireTest {

    private static final Map<String, List<String>> KNOWN = Map.of(
            "test", MetricNames.CLASSIFICATION,
            "validation", MetricNames.CLASSIFICATION,
            "retain.cola", MetricNames.CLASSIFICATION);

    private static EvaluationReport report() {
        return EvaluationReport.of(
                Map.of(
                        "test", SplitEvaluation.of(100, Map.of("accuracy", Metric.of(0.92))),
                        "retain.cola", SplitEvaluation.of(100, Map.of("mcc", Metric.of(0.5)))),
                Map.of(
                        "majority", Baseline.of(Map.of("accuracy", Metric.of(0.1))),
                        "frozen_head", Baseline.of(Map.of("accuracy", Metric.of(0.9))),
                        "untuned", new Baseline(Map.of(), Map.of("retain.cola", Map.of("mcc", Metric.of(0.51))))));
    }

    private static Require.Row row(String key, String rule) {
        return Require.of(Map.of(key, rule)).evaluate(report()).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "test.accuracy, >= 0.92, true",
        "test.accuracy, > 0.92, false",
        "test.accuracy, <= .92, true",
        "test.accuracy, < 0.92, false",
        "test.accuracy, == 92e-2, true",
        "test.accuracy, >=0.93, false",
        "test.accuracy, > majority + 0.5, true",
        "test.accuracy, >= frozen_head + 0.02, true",
        "test.accuracy, > frozen_head+0.03-0.005, false",
        "test.accuracy, > -1, true",
        "retain.cola.mcc, >= base - 0.01, true",
        "retain.cola.mcc, >= base - 0.005, false",
        "retain.cola.mcc, >= -base, true",
    })
    void a_rule_holds_or_does_not(String key, String rule, boolean passed) {
        assertThat(row(key, rule).passed()).isEqualTo(passed);
    }

    @Test
    void the_row_says_what_was_compared() {
        assertThat(row("retain.cola.mcc", " >= base - 0.01 "))
                .isEqualTo(new Require.Row("retain.cola.mcc", ">= base - 0.01", 0.5, 0.51 - 0.01, true));
        assertThat(row("test.accuracy", ">= 0.95").text()).isEqualTo("FAIL test.accuracy >= 0.95: 0.92 (limit 0.95)");
    }

    @Test
    void what_has_no_value_never_passes() {
        assertThat(row("test.mcc", "< 2")).isEqualTo(new Require.Row("test.mcc", "< 2", null, 2.0, false));
        assertThat(row("retain.cola.mcc", ">= majority").passed()).isFalse();
        assertThat(row("retain.cola.mcc", ">= majority").text()).contains("a baseline in it has no value");
    }

    @Test
    void the_baselines_of_the_main_split_are_not_taken_for_those_of_another() {
        EvaluationReport report = EvaluationReport.of(
                Map.of(
                        "test", SplitEvaluation.of(9, Map.of("mcc", Metric.of(0.9))),
                        "retain.cola", SplitEvaluation.of(9, Map.of("mcc", Metric.of(0.9)))),
                Map.of("untuned", Baseline.of(Map.of("mcc", Metric.of(0.1)))));
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("test.mcc", ">= base");
        rules.put("retain.cola.mcc", ">= base");
        assertThat(Require.of(rules).evaluate(report))
                .extracting(Require.Row::passed)
                .containsExactly(true, false);
    }

    @Test
    void criteria_say_which_baselines_and_splits_they_need() {
        Require require = Require.of(Map.of("retain.cola.mcc", ">= base", "test.accuracy", "> majority + frozen_head"));
        assertThat(require.splits()).containsExactly("retain.cola", "test");
        assertThat(require.baselines("test")).containsExactly("frozen_head", "majority");
        assertThat(require.baselines("retain.cola")).containsExactly("untuned");
        assertThat(require.baselines("validation")).isEmpty();
    }

    @Test
    void all_problems_come_at_once_with_what_was_meant() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("tset.accuracy", ">= 0.9");
        rules.put("test.acuracy", ">= 0.9");
        rules.put("accuracy", ">= 0.9");
        rules.put("test.mcc", ">= bse");
        rules.put("test.f1_macro", ">= 92%");
        List<Problem> problems = Require.check(rules, KNOWN);
        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(
                        "require.unknown-split",
                        "require.unknown-metric",
                        "require.key",
                        "require.rule",
                        "require.rule");
        assertThat(problems.get(0).fix()).isEqualTo("did you mean \"test\"?");
        assertThat(problems.get(1).fix()).isEqualTo("did you mean \"accuracy\"?");
        assertThat(problems.get(2).where()).isEqualTo("require.accuracy");
        assertThat(problems.get(3).fix()).isEqualTo("did you mean \"base\"?");
        assertThat(problems.get(4).fix()).contains("between 0 and 1");
        assertThat(Require.check(Map.of("retain.cola.mcc", ">= base - 0.01"), KNOWN))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ">=",
                "0.9",
                "=> 0.9",
                "= 0.9",
                ">= 0.9 0.8",
                ">= base 0.1",
                ">= - ",
                ">= 0.9 +",
                ">= 1e999",
                ">= 0.9; drop",
                ">= 0,9",
                ">= base * 2",
                ">= (base)",
                "!= 3",
                ">= NaN",
                ">= --1"
            })
    void a_malformed_rule_is_a_problem(String rule) {
        assertThatThrownBy(() -> Require.of(Map.of("test.accuracy", rule)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[require.rule]")
                .hasMessageContaining("require.test.accuracy");
    }

    @Property(tries = 500)
    void any_text_is_a_rule_or_a_problem(@ForAll String key, @ForAll String rule) {
        try {
            assertThat(Require.of(Map.of(key, rule)).splits()).hasSize(1);
        } catch (InputException e) {
            assertThat(e.problems()).hasSize(1);
        }
    }
}
