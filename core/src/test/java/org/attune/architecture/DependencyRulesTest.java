// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DependencyRulesTest {

    /** The classes of the fixture that each rule must name, and no other. */
    private static final Map<String, Set<String>> BREAKERS = Map.of(
            "the flow knows no concrete method, task or architecture", Set.of("Flow"),
            "only tensor and weights touch raw pointers and values of TorchScript", Set.of("Foreign"),
            "only data touches tables", Set.of("Tables"),
            "nobody logs by java.util.logging or a certain logger", Set.of("Foreign"),
            "packages have no cycles", Set.of("Upward", "Sideways", "Keeps"));

    static Set<String> rules() {
        return DependencyRules.of("org.attune").keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void core_keeps_the_rule(String rule) {
        EvaluationResult result = rule("org.attune", rule).evaluate(CompiledClasses.ofCore());
        assertThat(result.getFailureReport().getDetails()).as(rule).isEmpty();
    }

    @Test
    void the_flow_is_among_the_classes_that_are_looked_at() {
        Assumptions.assumeTrue(
                CompiledClasses.ofCore().contain("org.attune.method.Method"), "there is no method and no flow yet");
        assertThat(CompiledClasses.ofCore().contain("org.attune.FineTune")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_sees_its_breach_and_nothing_else(String rule) {
        List<String> details = rule(CompiledClasses.FIXTURE, rule)
                .evaluate(CompiledClasses.ofFixture())
                .getFailureReport()
                .getDetails();
        Set<String> breakers = Objects.requireNonNull(BREAKERS.get(rule), "a rule without a breach in the fixture");
        assertThat(details).isNotEmpty();
        assertThat(breakers).allSatisfy(b -> assertThat(details).anyMatch(d -> d.contains("." + b)));
        assertThat(details).allMatch(d -> breakers.stream().anyMatch(b -> d.contains("." + b)));
    }

    private static ArchRule rule(String root, String name) {
        return Objects.requireNonNull(DependencyRules.of(root).get(name));
    }
}
