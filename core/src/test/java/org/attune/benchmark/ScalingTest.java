// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.report.page.Html;
import org.attune.statistics.KeyedDraws;
import org.attune.statistics.PowerLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ScalingTest {

    private static final int[] SIZES = {100, 200, 400, 800, 1600};
    private static final PowerLaw TRUTH = new PowerLaw(0.05, 3, 0.5);

    private static final String SUITE = """
            recipe: {model: 'builtin:minilm'}
            data: {a: {data: {train: a.csv, test: b.csv}}}
            candidates: {full: {method: full}}
            baselines: [untuned]
            seeds: 2
            scaling: {sizes: [200, 100], target: 0.9}
            """;

    @TempDir
    Path folder;

    private Suite suite(String text) throws IOException {
        return Suite.read(Files.writeString(folder.resolve("small.yaml"), text), List.of());
    }

    private static ScalingFits fits(double noise, boolean larger) {
        double[][] observed = new double[SIZES.length][2];
        double[][][] drawn = new double[200][SIZES.length][2];
        KeyedDraws draws = new KeyedDraws(3, 1);
        for (int i = 0; i < SIZES.length; i++) {
            for (int s = 0; s < 2; s++) {
                observed[i][s] = value(TRUTH.at(SIZES[i]), larger);
                for (double[][] each : drawn) {
                    each[i][s] = observed[i][s] + noise * (draws.unit() - 0.5);
                }
            }
        }
        return new ScalingFits(SIZES, observed, drawn, larger);
    }

    private static double value(double loss, boolean larger) {
        return larger ? 1 - loss : loss;
    }

    @Test
    void values_on_a_curve_are_forecast_exactly() {
        ScalingCurve curve = fits(0, true).curve("full", Optional.of(0.93), "none");
        assertThat(curve.next().value()).isCloseTo(1 - TRUTH.at(3200), within(1e-6));
        assertThat(curve.gain().value()).isCloseTo(TRUTH.at(1600) - TRUTH.at(3200), within(1e-6));
        assertThat(curve.target().orElseThrow().value()).isCloseTo(TRUTH.rowsFor(0.07), within(1.0));
        assertThat(curve.forecasts()).hasSize(3); // 100 to 400 of 800 and 1600, 100 to 800 of 1600
        assertThat(curve.forecasts()).allSatisfy(one -> {
            assertThat(one.said().value()).isCloseTo(1 - TRUTH.at(one.rows()), within(1e-5));
            assertThat(one.last()).isCloseTo(1 - TRUTH.at(one.from()), within(1e-12));
        });
    }

    @Test
    void where_less_is_better_the_metric_itself_falls() {
        ScalingCurve curve = fits(0, false).curve("full", Optional.of(0.07), "none");
        assertThat(curve.next().value()).isCloseTo(TRUTH.at(3200), within(1e-6));
        assertThat(curve.gain().value()).isNegative();
        assertThat(curve.target().orElseThrow().value()).isCloseTo(TRUTH.rowsFor(0.07), within(1.0));
    }

    @Test
    void intervals_hold_the_value_and_never_reach_is_said() throws IOException {
        ScalingCurve curve = fits(0.02, true).curve("full", Optional.of(0.97), "bootstrap");
        assertThat(curve.next().low()).isLessThan(curve.next().value());
        assertThat(curve.next().high()).isGreaterThan(curve.next().value());
        assertThat(curve.target().orElseThrow().value()).isInfinite();
        List<String> words = ScalingWords.of(curve, suite(SUITE), "accuracy");
        assertThat(words.get(0)).contains("Twice the data, 3,200 rows");
        assertThat(words.get(1)).contains("the curve ends before it");
        assertThat(words.get(2)).contains("of 3 values lay in their intervals");
        Scaling scaling = new Scaling("a", "accuracy", List.of(curve), List.of());
        Html page = new Html();
        ScalingSection.write(scaling, suite(SUITE), page.open("main"));
        assertThat(page.close().document()).contains("<svg", "what smaller sizes said");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ScalingJson.write(node, scaling);
        assertThat(node.path("curves").path(0).path("target_rows").path("value").isNull())
                .isTrue();
        assertThat(node.path("curves").path(0).path("forecasts")).hasSize(3);
    }

    @Test
    void a_suite_has_cells_with_fewer_rows_of_what_learns() throws IOException {
        Suite suite = suite(SUITE);
        assertThat(suite.cells()).hasSize(8);
        Cell small = suite.cells().get(4);
        assertThat(small.name()).isEqualTo("a--full--rows-100--seed-1");
        assertThat(small.run()).isEqualTo(Path.of("benchmarks/small/runs/a/full/rows-100/seed-1"));
        assertThat(suite.cells())
                .filteredOn(cell -> cell.rows() > 0)
                .noneMatch(cell -> cell.candidate().equals("untuned"));
        Recipe recipe = Recipe.of(SuiteProtocol.recipe(suite, small));
        assertThat(recipe.config().data().subset()).hasValue(100);
        assertThat(recipe.config().data().train()).containsExactly("a.csv");
        assertThat(Arrays.asList(
                        suite.cells().get(0).rows(), suite.scaling().sizes().get(0)))
                .containsExactly(0, 100);
    }

    @Test
    void sizes_that_tell_nothing_are_refused() {
        assertThatThrownBy(() -> suite(SUITE.replace("[200, 100]", "[100]")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scaling.sizes");
        assertThatThrownBy(() -> suite(SUITE.replace("[200, 100]", "[100, 100]")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> suite(SUITE.replace("sizes: [200, 100], ", "")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scaling.target");
    }
}
