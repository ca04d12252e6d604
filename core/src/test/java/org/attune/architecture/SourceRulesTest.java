// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceRulesTest {

    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";
    private static final List<SourceFile> SOURCES = Repository.sources();

    /** For each rule a body of a file that breaks it in one place, and one that looks alike and keeps it. */
    private static final Map<String, Example> EXAMPLES = Map.of(
            "the licence stands in the first line",
            new Example("\nfinal class A {}", "final class A {}"),
            "only Main ends the process",
            new Example("final class A { void f() { System.exit(1); } }", "final class A { void exit() {} }"),
            "core prints nothing",
            new Example(
                    "final class A { Object f() { return System.err; } }",
                    "final class A { Object f() { return System.in; } }"),
            "nobody sleeps",
            new Example(
                    "final class A { void f() { Thread.sleep(1); } }",
                    "final class A { void f() { Thread.yield(); } }"),
            "nobody catches Throwable",
            new Example(
                    "final class A { void f() { try { g(); } catch (final Throwable e) { throw e; } } }",
                    "final class A { void f() throws Throwable { try { g(); } finally { h(); } } }"),
            "nobody logs by java.util.logging",
            new Example("import java.util.logging.Logger; final class A {}", "import java.util.List; final class A {}"),
            "only app sees picocli",
            new Example("import picocli.CommandLine; final class A {}", "final class Picocli {}"),
            "classes are final or sealed",
            new Example(
                    "class A {}",
                    "sealed class A { final class B extends A {} Object c = new Object() {}; enum D {} record E() {} }"),
            "names say what a type is",
            new Example("final class A { record ShapeUtils() {} }", "final class Baseline { record Utility() {} }"),
            "methods have at most six parameters",
            new Example(
                    "final class A { A(int a, int b, int c, int d, int e, int f, int g) {} }",
                    "record A(int a, int b, int c, int d, int e, int f, int g) { A {} }"));

    private record Example(String breaks, String keeps) {}

    static Set<String> rules() {
        return SourceRules.ALL.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_sources_keep_the_rule(String rule) {
        List<String> breaches =
                SOURCES.stream().flatMap(file -> apply(rule, file).stream()).toList();
        assertThat(breaches).as(rule).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_sees_a_breach_and_nothing_else(String rule) {
        Example example = Objects.requireNonNull(EXAMPLES.get(rule), "a rule without an example");
        String path = "core/src/main/java/org/attune/example/A.java";
        boolean ofLicence = rule.startsWith("the licence");
        SourceFile breaks = Repository.source(path, (ofLicence ? "" : LICENCE) + example.breaks);
        SourceFile keeps = Repository.source(path, LICENCE + example.keeps);
        assertThat(apply(rule, breaks))
                .singleElement()
                .asString()
                .startsWith(path + ":")
                .contains(": ");
        assertThat(apply(rule, keeps)).isEmpty();
    }

    @Test
    void all_modules_and_both_kinds_of_sources_are_looked_at() {
        assertThat(SOURCES).hasSizeGreaterThan(10);
        Set<String> seen = SOURCES.stream()
                .map(f -> f.module() + (f.isMain() ? " main" : " test"))
                .collect(Collectors.toSet());
        assertThat(seen).contains("core main", "core test", "app main");
    }

    private static List<String> apply(String rule, SourceFile file) {
        return Objects.requireNonNull(SourceRules.ALL.get(rule)).apply(file);
    }
}
