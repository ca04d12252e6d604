// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference values, made by tools/golden/metrics.py and tools/golden/text_metrics.py. */
public final class Golden {

    private Golden() {}

    public static List<Arguments> cases(String file) {
        String path = "/golden/metrics/" + file + ".json";
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
            JsonNode cases = JsonMapper.shared().readTree(in).path("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(node -> Arguments.of(node.path("name").asString(), node))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ints(JsonNode node) {
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }

    static double[] doubles(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToDouble(i -> node.get(i).asDouble())
                .toArray();
    }

    static float[][] floats(JsonNode node) {
        float[][] rows = new float[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            double[] row = doubles(node.get(i));
            rows[i] = new float[row.length];
            for (int j = 0; j < row.length; j++) {
                rows[i][j] = (float) row[j];
            }
        }
        return rows;
    }

    static boolean[][] booleans(JsonNode node) {
        boolean[][] rows = new boolean[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            int[] row = ints(node.get(i));
            rows[i] = new boolean[row.length];
            for (int j = 0; j < row.length; j++) {
                rows[i][j] = row[j] == 1;
            }
        }
        return rows;
    }

    static String[][] strings(JsonNode node) {
        String[][] rows = new String[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            JsonNode row = node.get(i);
            rows[i] = IntStream.range(0, row.size())
                    .mapToObj(j -> row.get(j).asString())
                    .toArray(String[]::new);
        }
        return rows;
    }

    /** The same names and the same values. */
    static void assertMetrics(Map<String, Metric> metrics, JsonNode expected) {
        assertThat(metrics.keySet()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        metrics.forEach((name, metric) -> assertThat(metric.value())
                .as(name)
                .isCloseTo(expected.path(name).asDouble(), within(1e-10 * (1 + Math.abs(metric.value())))));
    }

    static void assertRow(ClassRow row, JsonNode expected) {
        double[] values = doubles(expected);
        assertThat(new double[] {row.precision(), row.recall(), row.f1(), row.support()})
                .containsExactly(values, within(1e-12));
    }

    static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "class-" + i).toList();
    }
}
