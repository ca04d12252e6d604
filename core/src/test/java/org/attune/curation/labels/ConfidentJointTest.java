// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against cleanlab: tools/golden/labels.py. */
class ConfidentJointTest {

    static List<Arguments> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ConfidentJointTest.class.getResourceAsStream("/golden/labels/confident.json"))) {
            JsonNode golden = JsonMapper.shared().readTree(in);
            int unit = golden.path("unit").asInt();
            return golden.path("cases")
                    .valueStream()
                    .map(one -> Arguments.of(one.path("name").asString(), one, unit))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_joint_and_the_ranking_are_those_of_the_reference(String name, JsonNode expected, int unit) {
        int[] given = ints(expected.path("given"));
        float[][] probabilities = probabilities(expected.path("probabilities"), unit);
        ConfidentJoint joint = ConfidentJoint.of(given, probabilities);
        assertThat(joint.thresholds()).containsExactly(doubles(expected.path("thresholds")), within(1e-12));
        assertMatrix(joint.counts(), expected.path("joint_counts"));
        assertMatrix(joint.calibrated(), expected.path("calibrated"));
        double[][] shares = joint.joint();
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).containsExactly(doubles(expected.path("joint").get(i)), within(1e-12));
        }
        List<Suspect> ranked = Suspect.ranked(joint, given, probabilities);
        assertThat(ranked).extracting(Suspect::row).containsExactly(boxed(ints(expected.path("suspects"))));
        assertThat(ranked).hasSize(expected.path("number").asInt());
        for (int row = 0; row < given.length; row++) {
            Suspect suspect = Suspect.of(row, given[row], probabilities[row]);
            assertThat(suspect.selfConfidence())
                    .isCloseTo(expected.path("self_confidence").get(row).asDouble(), within(1e-12));
            assertThat(suspect.margin())
                    .isCloseTo(expected.path("margin").get(row).asDouble(), within(1e-12));
            assertThat(suspect.suggested()).isNotEqualTo(given[row]);
        }
    }

    private static void assertMatrix(int[][] found, JsonNode expected) {
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).containsExactly(ints(expected.get(i)));
        }
    }

    private static int[] ints(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static Integer[] boxed(int[] values) {
        return IntStream.of(values).boxed().toArray(Integer[]::new);
    }

    private static double[] doubles(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static float[][] probabilities(JsonNode node, int unit) {
        return node.valueStream()
                .map(row -> {
                    float[] p = new float[row.size()];
                    for (int c = 0; c < p.length; c++) {
                        p[c] = (float) row.get(c).asInt() / unit;
                    }
                    return p;
                })
                .toArray(float[][]::new);
    }
}
