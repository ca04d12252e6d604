// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attune.statistics.McNemar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunComparisonTest {

    @TempDir
    Path temporary;

    @Test
    void runs_over_the_same_rows_are_compared_in_pairs() throws IOException {
        RunComparison comparison = RunComparison.of(
                SampleRuns.copy("classification", temporary), SampleRuns.copy("classification-lora", temporary));
        PairedComparison paired = comparison.paired().orElseThrow();

        assertThat(paired.rows()).isEqualTo(154);
        assertThat(paired.test()).hasValue(new McNemar(11, 3));
        assertThat(paired.test().orElseThrow().p()).isCloseTo(0.057373046875, within(1e-12));
        assertThat(paired.differences().get(0)).satisfies(accuracy -> {
            assertThat(accuracy.metric()).isEqualTo("accuracy");
            assertThat(accuracy.value()).isCloseTo(-8 / 154.0, within(1e-12));
            // normal approximation: standard error sqrt(14 - 64/154) / 154
            assertThat(accuracy.low()).isCloseTo(-8 / 154.0 - 1.96 * Math.sqrt(14 - 64 / 154.0) / 154, within(0.008));
            assertThat(accuracy.high()).isCloseTo(-8 / 154.0 + 1.96 * Math.sqrt(14 - 64 / 154.0) / 154, within(0.008));
        });
        assertThat(paired.differences().get(1).value())
                .isCloseTo(comparison.metrics().get(1).difference(), within(1e-9));
        assertThat(comparison.recipe())
                .extracting(RunComparison.KeyRow::key)
                .startsWith("method.name", "training.learning_rate")
                .doesNotContain("output");
        assertThat(comparison.remarks()).isEmpty();
    }

    @Test
    void the_table_is_plain_and_lined_up() throws IOException {
        String text = RunComparison.of(
                        SampleRuns.copy("classification", temporary), SampleRuns.copy("classification-lora", temporary))
                .text();

        assertThat(text)
                .contains("test   accuracy  0.896 [0.838, 0.935]  0.844 [0.779, 0.893]  -0.052\n")
                .contains("On the same 154 rows")
                .contains("Right in A alone: 11 rows; in B alone: 3; exact McNemar test: p = 0.057 (not below 0.05")
                .contains("method.name             full")
                .matches("\\p{ASCII}+");
    }

    @Test
    void the_document_has_the_same_numbers() throws IOException {
        JsonNode json = Json.MAPPER.readTree(RunComparison.of(
                        SampleRuns.copy("classification", temporary), SampleRuns.copy("classification-lora", temporary))
                .json());

        assertThat(json.path("metrics").path(0).path("difference").asDouble()).isCloseTo(-8 / 154.0, within(1e-12));
        assertThat(json.path("paired").path("mcnemar").path("only_first").asInt())
                .isEqualTo(11);
        assertThat(json.path("paired").path("differences").path(0).path("ci95").size())
                .isEqualTo(2);
        assertThat(json.path("recipe").path(0).path("second").asString()).isEqualTo("lora");
    }

    @Test
    void a_run_against_itself_differs_nowhere() throws IOException {
        for (String name : List.of("classification", "regression", "tokens")) {
            Path run = SampleRuns.copy(name, temporary);
            RunComparison comparison = RunComparison.of(run, run);
            PairedComparison paired = comparison.paired().orElseThrow();

            assertThat(paired.differences()).isNotEmpty().allSatisfy(d -> {
                assertThat(d.value()).isZero();
                assertThat(d.low()).isZero();
                assertThat(d.high()).isZero();
                assertThat(d.isClear()).isFalse();
            });
            paired.test().ifPresent(test -> assertThat(test.p()).isEqualTo(1));
            assertThat(comparison.text()).contains("The recipes do not differ.");
        }
    }

    @Test
    void paired_metrics_are_those_of_the_evaluation() throws IOException {
        for (String name : List.of("regression", "tokens")) {
            Path run = SampleRuns.copy(name, temporary);
            RunFiles files = RunFiles.read(run);
            AnswerSheets sheets = AnswerSheets.read(List.of(files, files), new java.util.ArrayList<>())
                    .orElseThrow();

            assertThat(sheets.metrics())
                    .allSatisfy(metric -> assertThat(sheets.metric(metric).value(1))
                            .isCloseTo(
                                    files.evaluation()
                                            .main()
                                            .orElseThrow()
                                            .metric(metric)
                                            .value(),
                                    within(1e-4)));
        }
    }

    @Test
    void other_rows_or_labels_are_not_compared_in_pairs() throws IOException {
        Path first = SampleRuns.copy("classification", temporary);
        Path second = SampleRuns.copy("classification-lora", temporary);
        String predictions = Files.readString(second.resolve("predictions.jsonl"));
        SampleRuns.write(second, "predictions.jsonl", predictions.substring(predictions.indexOf('\n') + 1));
        RunComparison comparison = RunComparison.of(first, second);

        assertThat(comparison.paired()).isEmpty();
        assertThat(comparison.remarks())
                .singleElement()
                .asString()
                .contains("154 and 153 rows, 153 with equal identifier");
        assertThat(comparison.json()).contains("\"paired\" : null");
    }

    @Test
    void a_run_without_results_is_compared_by_its_recipe() throws IOException {
        RunComparison comparison =
                RunComparison.of(SampleRuns.copy("classification", temporary), SampleRuns.copy("damaged", temporary));

        assertThat(comparison.metrics()).isEmpty();
        assertThat(comparison.text())
                .contains(
                        "No metric that both runs have.",
                        "damaged: manifest.json cannot be read",
                        "a run has no predictions");
    }

    @Test
    void rows_with_the_same_identifier_are_told_apart_by_their_order() throws IOException {
        String row =
                "{\"id\":\"1\",\"input\":{\"text\":\"t\"},\"label\":\"a\",\"prediction\":\"%s\",\"probabilities\":{\"a\":1}}\n";
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        SampleRuns.write(first, "predictions.jsonl", String.format(row, "a") + String.format(row, "b"));
        SampleRuns.write(second, "predictions.jsonl", String.format(row, "b") + String.format(row, "a"));

        assertThat(RunComparison.of(first, second).paired().orElseThrow().test())
                .hasValue(new McNemar(1, 1));
    }

    @Property(tries = 100)
    void the_exact_test_is_the_sum_of_the_binomial(
            @ForAll @IntRange(max = 60) int a, @ForAll @IntRange(max = 60) int b) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = BigInteger.ONE;
        for (int k = 0; k <= Math.min(a, b); k++) {
            sum = sum.add(term);
            term = term.multiply(BigInteger.valueOf(a + b - k)).divide(BigInteger.valueOf(k + 1));
        }
        double exact = new BigDecimal(sum.shiftLeft(1))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(a + b)), MathContext.DECIMAL64)
                .doubleValue();

        assertThat(new McNemar(a, b).p()).isCloseTo(Math.min(1, exact), within(1e-12));
    }

    @Test
    void the_exact_test_stands_a_million_rows() {
        assertThat(new McNemar(500_000, 500_000).p()).isEqualTo(1);
        assertThat(new McNemar(500_000, 502_000).p()).isCloseTo(0.04591, within(1e-4));
        assertThat(new McNemar(0, 0).p()).isEqualTo(1);
    }
}
