// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against scipy.optimize.curve_fit, by tools/golden/scaling.py, and by what defines the curve. */
class PowerLawTest {

    static List<JsonNode> cases() {
        try (InputStream in = Objects.requireNonNull(
                PowerLawTest.class.getResourceAsStream("/golden/scaling/scaling.json"), "scaling.json")) {
            return JsonMapper.shared().readTree(in).path("cases").valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_fit_is_that_of_curve_fit(JsonNode golden) {
        double[] rows = numbers(golden.path("rows"));
        double[] losses = numbers(golden.path("losses"));
        PowerLaw law = PowerLaw.fit(rows, losses);
        double error = 0;
        for (int i = 0; i < rows.length; i++) {
            error += Math.pow(law.at(rows[i]) - losses[i], 2);
        }
        assertThat(error).isLessThan(golden.path("error").asDouble() * (1 + 1e-6) + 1e-15);
        assertThat(law.a()).isCloseTo(golden.path("a").asDouble(), within(1e-5));
        assertThat(law.at(20_000)).isCloseTo(golden.path("at").asDouble(), within(1e-6));
        if (golden.path("b").asDouble() > 1e-6) { // a flat curve has no exponent
            assertThat(law.b()).isCloseTo(golden.path("b").asDouble(), withPercentage(0.1));
            assertThat(law.c()).isCloseTo(golden.path("c").asDouble(), within(1e-4));
        }
    }

    @Test
    void rows_for_a_loss_are_where_the_curve_has_it() {
        PowerLaw law = new PowerLaw(0.05, 3, 0.5);
        assertThat(law.at(law.rowsFor(0.11))).isCloseTo(0.11, within(1e-12));
        assertThat(law.rowsFor(0.05)).isInfinite();
        assertThat(law.rowsFor(0.01)).isInfinite();
        assertThat(new PowerLaw(0.2, 0, 1).rowsFor(0.3)).isZero();
        assertThat(new PowerLaw(0.2, 0, 1).rowsFor(0.1)).isInfinite();
    }

    @Test
    void what_rises_with_data_is_flat_to_the_fit() {
        PowerLaw law = PowerLaw.fit(new double[] {10, 20, 40}, new double[] {0.1, 0.2, 0.3});
        assertThat(law.b()).isZero();
        assertThat(law.at(1000)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void two_sizes_are_not_enough() {
        assertThatThrownBy(() -> PowerLaw.fit(new double[] {10, 20, 20}, new double[] {0.3, 0.2, 0.2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] numbers(JsonNode values) {
        return values.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
