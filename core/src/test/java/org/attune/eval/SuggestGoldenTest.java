// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a LogME by singular values and against scikit-learn, by tools/golden/suggest.py. */
class SuggestGoldenTest {

    private static final OutOfFold.Heard NOBODY = (number, of) -> {};
    private static final NearestNeighbours FIVE = new NearestNeighbours(5);

    static List<JsonNode> classes() {
        return cases("classes");
    }

    static List<JsonNode> values() {
        return cases("values");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void the_evidence_of_classes_is_that_of_the_paper(JsonNode golden) {
        double found = LogMe.ofClasses(features(golden), whole(golden.path("labels")));
        assertThat(found).isCloseTo(golden.path("log_me").asDouble(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_evidence_of_numbers_is_that_of_the_paper(JsonNode golden) {
        double found = LogMe.ofValues(features(golden), numbers(golden.path("targets")));
        assertThat(found).isCloseTo(golden.path("log_me").asDouble(), within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void neighbours_of_other_folds_choose_as_in_scikit_learn(JsonNode golden) {
        int[] labels = whole(golden.path("labels"));
        int classes = golden.path("classes").asInt();
        float[][] shares = OutOfFold.answers(
                features(golden), whole(golden.path("folds")), 5, OutOfFold.neighbours(FIVE, labels, classes), NOBODY);
        int[] chosen =
                Arrays.stream(shares).mapToInt(SuggestGoldenTest::largest).toArray();
        assertThat(chosen).isEqualTo(whole(golden.path("neighbours")));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void a_probe_of_other_folds_says_what_scikit_learns_does(JsonNode golden) {
        float[][] said = OutOfFold.answers(
                features(golden),
                whole(golden.path("folds")),
                5,
                OutOfFold.logistic(
                        whole(golden.path("labels")), golden.path("classes").asInt()),
                NOBODY);
        for (int row = 0; row < said.length; row++) {
            double[] theirs = numbers(golden.path("probe").path(row));
            for (int k = 0; k < theirs.length; k++) {
                assertThat(said[row][k]).isCloseTo((float) theirs[k], within(2e-4f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void numbers_of_other_folds_are_those_of_scikit_learn(JsonNode golden) {
        double[] targets = numbers(golden.path("targets"));
        int[] folds = whole(golden.path("folds"));
        float[][] near = OutOfFold.answers(features(golden), folds, 5, OutOfFold.neighbours(FIVE, targets), NOBODY);
        float[][] probe = OutOfFold.answers(features(golden), folds, 5, OutOfFold.ridge(targets), NOBODY);
        for (int row = 0; row < targets.length; row++) {
            assertThat((double) near[row][0])
                    .isCloseTo(golden.path("neighbours").path(row).asDouble(), within(1e-5));
            assertThat((double) probe[row][0])
                    .isCloseTo(golden.path("probe").path(row).asDouble(), within(1e-5));
        }
    }

    @Test
    void features_without_a_direction_say_what_noise_alone_says() {
        double[] targets = {1, -2, 3};
        double variance = 14.0 / 3;
        double expected = -0.5 * (Math.log(2 * Math.PI * variance) + 1);
        assertThat(LogMe.ofValues(new float[3][2], targets)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void a_feature_twice_says_what_a_larger_one_says() {
        float[][] once = {{1.5f}, {-0.5f}, {0.25f}, {2f}};
        float[][] twice = new float[4][2];
        for (int row = 0; row < 4; row++) {
            twice[row][0] = once[row][0] * 0.6f;
            twice[row][1] = once[row][0] * 0.8f;
        }
        double[] targets = {1.2, -0.4, 0.5, 1.7};
        assertThat(LogMe.ofValues(twice, targets)).isCloseTo(LogMe.ofValues(once, targets), within(1e-6));
    }

    private static List<JsonNode> cases(String kind) {
        try (InputStream in = Objects.requireNonNull(
                SuggestGoldenTest.class.getResourceAsStream("/golden/suggest/suggest.json"), "suggest.json")) {
            return JsonMapper.shared().readTree(in).path(kind).valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[][] features(JsonNode golden) {
        return golden.path("features")
                .valueStream()
                .map(row -> {
                    float[] values = new float[row.size()];
                    IntStream.range(0, values.length)
                            .forEach(j -> values[j] = (float) row.path(j).asDouble());
                    return values;
                })
                .toArray(float[][]::new);
    }

    private static int[] whole(JsonNode values) {
        return values.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static double[] numbers(JsonNode values) {
        return values.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static int largest(float[] shares) {
        int best = 0;
        for (int k = 1; k < shares.length; k++) {
            best = shares[k] > shares[best] ? k : best;
        }
        return best;
    }
}
