// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SizeBudgetTest {

    private static final List<SourceFile> SOURCES = Repository.sources();
    private static final String PATH = "core/src/main/java/org/attune/example/A.java";

    @Test
    void files_and_methods_are_within_the_budget_or_say_why_not() {
        assertThat(SizeBudget.breaches(SOURCES, SizeBudget.exceptions(list()))).isEmpty();
    }

    @Test
    void the_median_file_and_nine_in_ten_are_within_the_budget() throws IOException {
        String table = SizeBudget.table(SOURCES);
        Path target = Repository.root().resolve("core/target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("size-budget.txt"), table);
        List<Integer> lines = SizeBudget.lines(SOURCES);
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(SizeBudget.quantile(lines, 0.5)).as(table).isLessThanOrEqualTo(SizeBudget.MEDIAN);
        assertThat(SizeBudget.quantile(lines, 0.9)).as(table).isLessThanOrEqualTo(SizeBudget.NINE_IN_TEN);
    }

    @Test
    void a_file_over_the_limit_is_named_with_its_length() {
        SourceFile large = Repository.source(PATH, "final class A {\n" + "\n".repeat(299) + "}\n");
        assertThat(SizeBudget.breaches(List.of(large), Map.of()))
                .singleElement()
                .asString()
                .startsWith(PATH + ": 301 lines, at most 300; split it");
        assertThat(SizeBudget.breaches(List.of(large), Map.of(PATH, "a reason")))
                .isEmpty();
    }

    @Test
    void a_method_over_the_limit_is_named() {
        SourceFile file = Repository.source(PATH, "final class A { int f() {" + "\n".repeat(40) + "return 1; } }");
        assertThat(SizeBudget.breaches(List.of(file), Map.of()))
                .singleElement()
                .asString()
                .startsWith(PATH + "#f: 41 lines, at most 40");
    }

    @Test
    void an_exception_that_nothing_needs_is_a_breach() {
        assertThat(SizeBudget.breaches(List.of(), Map.of("gone", "because")))
                .singleElement()
                .asString()
                .contains("take it off");
    }

    @Test
    void an_exception_without_a_reason_is_refused() {
        assertThat(SizeBudget.exceptions("# a comment\n\na/B.java | it is one table of one format\n"))
                .containsOnlyKeys("a/B.java");
        assertThatThrownBy(() -> SizeBudget.exceptions("a/B.java")).hasMessageContaining("PATH | REASON");
        assertThatThrownBy(() -> SizeBudget.exceptions("a/B.java | large")).hasMessageContaining("PATH | REASON");
    }

    @Test
    void quantiles_are_by_nearest_rank() {
        List<Integer> values = List.of(10, 1, 9, 2, 8, 3, 7, 4, 6, 5);
        assertThat(SizeBudget.quantile(values, 0.5)).isEqualTo(5);
        assertThat(SizeBudget.quantile(values, 0.9)).isEqualTo(9);
        assertThat(SizeBudget.quantile(values, 1.0)).isEqualTo(10);
        assertThat(SizeBudget.quantile(List.of(), 0.5)).isZero();
    }

    private static String list() {
        try (InputStream list =
                Objects.requireNonNull(SizeBudgetTest.class.getResourceAsStream("size-exceptions.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
