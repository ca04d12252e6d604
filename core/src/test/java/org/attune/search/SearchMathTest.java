// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.statistics.KeyedDraws;
import org.attune.statistics.MannWhitney;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Closed forms beside SciPy, scikit-learn and mpmath ({@code tools/golden/search.py}), and densities by what defines them. */
class SearchMathTest {

    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SearchMathTest.class.getResourceAsStream("/golden/search/search.json"), "search.json")) {
            golden = JsonMapper.builder().build().readTree(in);
        }
    }

    private static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        Arrays.setAll(numbers, i -> node.path(i).asDouble());
        return numbers;
    }

    private static double[][] rows(JsonNode node) {
        double[][] rows = new double[node.size()][];
        Arrays.setAll(rows, i -> numbers(node.path(i)));
        return rows;
    }

    @Test
    void the_plain_sobol_sequence_is_that_of_scipy() {
        for (JsonNode each : golden.path("sobol")) {
            SobolSequence sequence = SobolSequence.plain(each.path("dimensions").asInt());
            double[][] points = rows(each.path("points"));
            for (int i = 0; i < points.length; i++) {
                assertThat(sequence.point(i)).containsExactly(points[i]);
            }
        }
    }

    /** A (0, m, 2)-net: each of the 2^m boxes of the same area has one point, whatever its shape; scrambling keeps that (Owen 1995). */
    @Test
    void scrambled_points_fill_every_elementary_interval() {
        int m = 6;
        for (long seed = 0; seed < 5; seed++) {
            SobolSequence sequence = new SobolSequence(2, seed);
            for (int across = 0; across <= m; across++) {
                int[] found = new int[1 << m];
                for (int i = 0; i < 1 << m; i++) {
                    double[] point = sequence.point(i);
                    int column = (int) (point[0] * (1 << across));
                    int row = (int) (point[1] * (1 << (m - across)));
                    found[column * (1 << (m - across)) + row]++;
                }
                assertThat(found).containsOnly(1);
            }
        }
        assertThat(new SobolSequence(2, 1).point(3)).isNotEqualTo(new SobolSequence(2, 2).point(3));
    }

    @Test
    void posterior_likelihood_and_gradient_are_those_of_scikit_learn() {
        JsonNode node = golden.path("gaussian_process");
        double[][] points = rows(node.path("points"));
        double[] values = numbers(node.path("values"));
        GaussianProcess.Kernel kernel = new GaussianProcess.Kernel(
                numbers(node.path("lengths")),
                node.path("amplitude").asDouble(),
                node.path("noise").asDouble());
        GaussianProcess process = new GaussianProcess(points, values, kernel);
        assertThat(process.logLikelihood())
                .isCloseTo(node.path("log_likelihood").asDouble(), offset(1e-9));
        double[][] asked = rows(node.path("asked"));
        for (int i = 0; i < asked.length; i++) {
            GaussianProcess.Posterior posterior = process.at(asked[i]);
            assertThat(posterior.mean()).isCloseTo(node.path("mean").path(i).asDouble(), offset(1e-9));
            assertThat(posterior.variance())
                    .isCloseTo(node.path("variance").path(i).asDouble(), offset(1e-9));
        }
        double[] gradient = new double[5];
        new KernelFit(points, values, new int[] {0, 1, 2}, 3).likelihoodGradient(process, kernel, gradient);
        double[] theirs = numbers(node.path("gradient")); // amplitude, lengths, noise; of the positive likelihood
        assertThat(-gradient[3]).isCloseTo(theirs[0], offset(1e-8));
        for (int d = 0; d < 3; d++) {
            assertThat(-gradient[d]).isCloseTo(theirs[1 + d], offset(1e-8));
        }
        // ours is by the part of the noise above its lower bound
        assertThat(-gradient[4]).isCloseTo(theirs[4], offset(1e-3 * Math.abs(theirs[4])));
    }

    @Test
    void the_gradient_of_the_fit_is_that_of_differences() {
        JsonNode node = golden.path("gaussian_process");
        KernelFit fit = new KernelFit(rows(node.path("points")), numbers(node.path("values")), new int[] {0, 1, 0}, 2);
        double[] at = {-0.3, 0.4, 0.2, -3};
        double[] gradient = new double[4];
        fit.evaluate(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double difference = (fit.evaluate(up, new double[4]) - fit.evaluate(down, new double[4])) / 2e-5;
            assertThat(gradient[i]).isCloseTo(difference, offset(1e-5));
        }
    }

    @Test
    void the_expected_improvement_is_exact_far_out_too() {
        for (JsonNode each : golden.path("expected_improvement")) {
            double log = ExpectedImprovement.log(
                    each.path("mean").asDouble(),
                    each.path("deviation").asDouble(),
                    each.path("best").asDouble());
            double expected = each.path("log").asDouble();
            assertThat(log).isCloseTo(expected, offset(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void the_test_of_mann_and_whitney_is_that_of_scipy() {
        for (JsonNode each : golden.path("mann_whitney")) {
            MannWhitney test = MannWhitney.of(numbers(each.path("first")), numbers(each.path("second")));
            assertThat(test.u()).isEqualTo(each.path("u").asDouble());
            assertThat(test.p()).isCloseTo(each.path("p").asDouble(), offset(1e-9));
        }
    }

    /** A density that is none would prefer parameters for no reason. */
    @Test
    void a_parzen_density_sums_to_one_over_each_kind_of_domain() {
        Space whole = new Space(List.of(new Parameter("n", new Whole(1, 9, false, 9))));
        Space logs = new Space(List.of(new Parameter("n", new Whole(1, 9, true, 9))));
        Space choice = new Space(List.of(new Parameter("n", Spaces.choice("a", "b", "c", "d"))));
        for (Space space : List.of(whole, choice)) {
            Parzen parzen = Parzen.around(space, space.grid().subList(1, 3));
            double sum = space.grid().stream()
                    .mapToDouble(point -> Math.exp(parzen.logDensity(point)))
                    .sum();
            assertThat(sum).isCloseTo(1, offset(1e-9));
        }
        Parzen small = Parzen.around(logs, whole.grid().subList(1, 3));
        double all = whole.grid().stream()
                .mapToDouble(point -> Math.exp(small.logDensity(point)))
                .sum();
        assertThat(all).isCloseTo(1, offset(1e-9));
        Space line = new Space(List.of(new Parameter("n", new Real(1e-3, 1, true, 5))));
        Parzen parzen = Parzen.around(line, line.grid().subList(0, 2));
        int parts = 20_000;
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            sum += Math.exp(parzen.logDensity(line.at(new double[] {(i + 0.5) / parts}))) / parts;
        }
        assertThat(sum).isCloseTo(1, offset(1e-6));
    }

    /** How often a point is drawn is what its density says. */
    @Test
    void points_are_drawn_by_the_density() {
        Space space = Spaces.small();
        Parzen parzen = Parzen.around(space, space.grid().subList(0, 3));
        Map<Point, Integer> drawn = new LinkedHashMap<>();
        KeyedDraws draws = new KeyedDraws(1, 1);
        int times = 40_000;
        for (int i = 0; i < times; i++) {
            drawn.merge(parzen.draw(draws), 1, Integer::sum);
        }
        for (Point point : space.grid()) {
            double expected = Math.exp(parzen.logDensity(point));
            double error = Math.sqrt(expected * (1 - expected) / times);
            assertThat((double) drawn.getOrDefault(point, 0) / times).isCloseTo(expected, offset(5 * error));
        }
    }
}
