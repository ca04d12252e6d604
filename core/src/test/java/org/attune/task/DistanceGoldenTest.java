// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a student learns of a teacher's logits, and its gradient, are torch's in float64. */
@Tag("engine")
@Tag("float64")
class DistanceGoldenTest {

    private static final LabelSet FOUR = new LabelSet(List.of("a", "b", "c", "d"), false);

    @ParameterizedTest
    @ValueSource(strings = {"classes", "labels", "numbers"})
    void the_distance_beside_the_tasks_own_loss_has_torchs_gradient(String kind) throws IOException {
        JsonNode golden = golden().path(kind);
        Objective objective = objective(kind);
        double alpha = golden.path("alpha").doubleValue();
        Batch batch = batch(golden.path("true"));
        try (Scope scope = Scope.open()) {
            Tensor student = tensor(golden.path("student")).set_requires_grad(true);
            Tensor distance = objective.distance(
                    student,
                    tensor(golden.path("teacher")),
                    golden.path("temperature").doubleValue());
            double told = objective.imitated(batch);
            double own = objective.count(batch);
            Map<String, Double> sums = BatchLoss.of(List.of(
                            new BatchLoss.Term("own", 1 - alpha, objective.loss(student, batch)),
                            new BatchLoss.Term("told", alpha, distance)))
                    .backward(Map.of("own", own, "told", told));

            assertThat(sums)
                    .hasEntrySatisfying(
                            "told",
                            sum -> assertThat(sum / told)
                                    .isCloseTo(alpha * golden.path("distance").doubleValue(), within(1e-12)))
                    .hasEntrySatisfying(
                            "own",
                            sum -> assertThat(sum / own)
                                    .isCloseTo((1 - alpha) * golden.path("own").doubleValue(), within(1e-12)));
            double[] expected = flat(golden.path("gradient"));
            double[] found = Tensors.doubles(Objects.requireNonNull(Tensors.gradient(student)));
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-12));
            }
        }
    }

    private static Objective objective(String kind) {
        return switch (kind) {
            case "classes" -> new SingleLabel(FOUR, "label", new CrossEntropy(0, null, 0));
            case "labels" -> new MultiLabel(FOUR, "label", 0.5);
            default -> new SquaredError("label");
        };
    }

    private static Batch batch(JsonNode rows) {
        List<Example> examples = new ArrayList<>();
        for (JsonNode row : rows) {
            double[] target = row.isArray() ? flat(row) : new double[] {row.doubleValue()};
            examples.add(new Example(
                    examples.size(),
                    examples.size(),
                    new Example.Tokens(new int[] {1}, new int[0], new int[0]),
                    target));
        }
        return new Batch(examples, 1);
    }

    private static Tensor tensor(JsonNode rows) {
        double[] values = flat(rows);
        return Tensors.of(values, rows.size(), values.length / rows.size());
    }

    private static double[] flat(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .flatMapToDouble(child -> Arrays.stream(flat(child)))
                        .toArray()
                : new double[] {node.doubleValue()};
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DistanceGoldenTest.class.getResourceAsStream("/golden/transfer/distill/golden.json"))) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
