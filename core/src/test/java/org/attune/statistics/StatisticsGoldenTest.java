// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against scipy and statsmodels, by tools/golden/statistics.py. */
class StatisticsGoldenTest {

    static List<Arguments> mcnemar() {
        return cases("mcnemar");
    }

    static List<Arguments> correction() {
        return cases("correction");
    }

    static List<Arguments> friedman() {
        return cases("friedman");
    }

    static List<Arguments> permutation() {
        return cases("permutation");
    }

    static List<Arguments> effect() {
        return cases("effect");
    }

    static List<Arguments> crossed() {
        return cases("crossed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mcnemar")
    void the_exact_test_of_mcnemar_is_that_of_statsmodels(String name, JsonNode golden) {
        double p =
                new McNemar(golden.path("first").asLong(), golden.path("second").asLong()).p();
        assertThat(p).isCloseTo(golden.path("p").asDouble(), within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("correction")
    void corrected_p_values_are_those_of_statsmodels(String name, JsonNode golden) {
        double[] p = doubles(golden.path("p"));
        assertThat(Correction.HOLM.of(p)).containsExactly(doubles(golden.path("holm")), within(1e-12));
        assertThat(Correction.BENJAMINI_HOCHBERG.of(p))
                .containsExactly(doubles(golden.path("benjamini_hochberg")), within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("friedman")
    void friedmans_test_and_its_pairs_are_those_of_scipy(String name, JsonNode golden) {
        Friedman test = Friedman.of(table(golden.path("values")));
        assertThat(test.ranks()).containsExactly(doubles(golden.path("ranks")), within(1e-12));
        assertThat(test.statistic()).isCloseTo(golden.path("statistic").asDouble(), within(1e-9));
        assertThat(test.p()).isCloseTo(golden.path("p").asDouble(), within(1e-9));
        double[][] expected = TieGroups.symmetric(doubles(golden.path("pairs")), test.ranks().length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(test.pairs()[i]).containsExactly(expected[i], within(1e-9));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("permutation")
    void all_permutations_of_few_rows_give_the_p_value_of_scipy(String name, JsonNode golden) {
        SummedMetric mean = mean(new double[][] {doubles(golden.path("first")), doubles(golden.path("second"))});
        double p = PairedPermutation.p(mean, new int[] {0}, new int[] {1}, new PairedPermutation.Draws(1 << 12, 1));
        assertThat(p).isCloseTo(golden.path("p").asDouble(), within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("effect")
    void effect_sizes_and_the_t_interval_are_those_of_scipy_and_statsmodels(String name, JsonNode golden) {
        assertThat(EffectSize.h(
                        golden.path("first").asDouble(), golden.path("second").asDouble()))
                .isCloseTo(golden.path("h").asDouble(), within(1e-12));
        double[] differences = doubles(golden.path("differences"));
        assertThat(EffectSize.dz(differences)).isCloseTo(golden.path("dz").asDouble(), within(1e-12));
        IntervalEstimate t = SeedSample.t(differences);
        assertThat(new double[] {t.low(), t.high(), t.p()})
                .containsExactly(
                        new double[] {
                            golden.path("low").asDouble(),
                            golden.path("high").asDouble(),
                            golden.path("p").asDouble()
                        },
                        within(1e-9));
    }

    /** The bootstrap stands in for the mean squares, because a metric need not be a mean: equal up to its own noise. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("crossed")
    void the_interval_over_seeds_and_rows_has_the_variance_of_the_linear_model(String name, JsonNode golden) {
        double[][] table = table(golden.path("table"));
        int[] seeds = IntStream.range(0, table.length).toArray();
        SeedSample sample = Resamples.of(mean(table), 8000, 3).of(seeds);
        double error = Math.sqrt(golden.path("variance").asDouble());
        assertThat(sample.mean()).isCloseTo(golden.path("mean").asDouble(), within(1e-9));
        assertThat(sample.error()).isCloseTo(error, within(0.05 * error));
    }

    static SummedMetric mean(double[][] values) {
        double[][][] terms = new double[values.length][][];
        for (int a = 0; a < values.length; a++) {
            terms[a] = new double[values[a].length][];
            for (int row = 0; row < values[a].length; row++) {
                terms[a][row] = new double[] {values[a][row], 1};
            }
        }
        return new SummedMetric(terms, sums -> sums[0] / sums[1]);
    }

    private static List<Arguments> cases(String file) {
        String path = "/golden/statistics/" + file + ".json";
        try (InputStream in = Objects.requireNonNull(StatisticsGoldenTest.class.getResourceAsStream(path), path)) {
            return JsonMapper.shared()
                    .readTree(in)
                    .path("cases")
                    .valueStream()
                    .map(node -> Arguments.of(node.path("name").asString(), node))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] doubles(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static double[][] table(JsonNode node) {
        return node.valueStream().map(StatisticsGoldenTest::doubles).toArray(double[][]::new);
    }
}
