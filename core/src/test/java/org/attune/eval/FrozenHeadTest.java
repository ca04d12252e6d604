// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.attune.problem.WorkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FrozenHeadTest {

    private static final double EXACT = 1e-9;

    static List<Arguments> cases() {
        return Golden.cases("frozen-head");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void coefficients_and_probabilities_equal_the_reference(String name, JsonNode node) {
        float[][] x = Golden.floats(node.path("x"));
        if (node.path("kind").asString().equals("values")) {
            Ridge ridge = Ridge.fit(
                    x, Golden.doubles(node.path("y")), node.path("alpha").asDouble());
            assertThat(ridge.weights()).containsExactly(Golden.doubles(node.path("coef")), within(1e-9));
            assertThat(ridge.intercept()).isCloseTo(node.path("intercept").asDouble(), within(1e-9));
            return;
        }
        LogisticRegression settings = new LogisticRegression(node.path("c").asDouble(), 10_000, EXACT);
        LogisticRegression.Fitted fitted = node.path("kind").asString().equals("labels")
                ? settings.fit(x, Golden.booleans(node.path("y")))
                : settings.fit(
                        x, Golden.ints(node.path("y")), node.path("classes").asInt());
        for (int k = 0; k < fitted.intercepts().length; k++) {
            int output = k;
            double[] column = Arrays.stream(fitted.weights())
                    .mapToDouble(row -> row[output])
                    .toArray();
            assertThat(column).containsExactly(Golden.doubles(node.path("coef").get(k)), within(1e-6));
            assertThat(fitted.intercepts()[k])
                    .isCloseTo(node.path("intercept").get(k).asDouble(), within(1e-6));
        }
        float[][] expected = Golden.floats(node.path("probabilities"));
        float[][] probabilities = fitted.probabilities(Arrays.copyOf(x, expected.length));
        for (int row = 0; row < expected.length; row++) {
            assertThat(probabilities[row]).containsExactly(expected[row], within(1e-6f));
        }
    }

    @Test
    void the_same_data_give_the_same_bits() {
        JsonNode node = (JsonNode) cases().get(0).get()[1];
        float[][] x = Golden.floats(node.path("x"));
        int[] y = Golden.ints(node.path("y"));
        double[][] first = LogisticRegression.DEFAULT.fit(x, y, 4).weights();
        for (int i = 0; i < 20; i++) {
            assertThat(Arrays.deepEquals(
                            first, LogisticRegression.DEFAULT.fit(x, y, 4).weights()))
                    .isTrue();
        }
    }

    @Test
    void a_class_without_training_rows_gets_probability_zero() {
        float[][] x = {{0}, {1}, {2}, {3}, {4}, {5}};
        float[][] p = LogisticRegression.DEFAULT
                .fit(x, new int[] {0, 0, 2, 2, 4, 4}, 5)
                .probabilities(x);
        for (float[] row : p) {
            assertThat(row[1]).isZero();
            assertThat(row[3]).isZero();
            assertThat(row[0] + row[2] + row[4]).isCloseTo(1f, within(1e-6f));
        }
    }

    @Test
    void one_class_in_training_is_always_the_answer() {
        float[][] x = {{1, 2}, {3, 4}};
        assertThat(LogisticRegression.DEFAULT.fit(x, new int[] {1, 1}, 3).probabilities(x)[0])
                .containsExactly(0, 1, 0);
    }

    @Test
    void a_label_that_never_varies_keeps_its_answer() {
        float[][] x = {{0}, {1}, {2}};
        boolean[][] y = {{true, false, false}, {true, false, true}, {true, false, true}};
        float[] p = LogisticRegression.DEFAULT.fit(x, y).probabilities(x)[0];
        assertThat(p[0]).isEqualTo(1);
        assertThat(p[1]).isEqualTo(0);
        assertThat(p[2]).isBetween(0.01f, 0.99f);
        boolean[][] constant = {{true, false}, {true, false}, {true, false}};
        assertThat(LogisticRegression.DEFAULT.fit(x, constant).probabilities(x)[2])
                .containsExactly(1, 0);
    }

    @Test
    void features_that_are_not_numbers_are_named_with_their_row() {
        float[][] x = {{0}, {Float.NaN}};
        assertThatThrownBy(() -> LogisticRegression.DEFAULT.fit(x, new int[] {0, 1}, 2))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("NaN");
    }

    @Test
    void far_apart_classes_do_not_overflow() {
        float[][] x = {{-1e4f}, {1e4f}, {-2e4f}, {2e4f}};
        float[][] p =
                LogisticRegression.DEFAULT.fit(x, new int[] {0, 1, 0, 1}, 2).probabilities(x);
        assertThat(p[0][0]).isGreaterThan(0.9f);
        assertThat(p[3][1]).isGreaterThan(0.9f);
    }
}
