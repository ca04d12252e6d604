// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;
import org.attune.task.TagScores;
import org.attune.task.Threshold;
import org.attune.task.ValueScores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every metric equals scikit-learn's, scipy's and seqeval's. */
class MetricsGoldenTest {

    private static final Bootstrap NONE = new Bootstrap(0, 1);

    static List<Arguments> classification() {
        return Golden.cases("classification");
    }

    static List<Arguments> multi_label() {
        return Golden.cases("multi-label");
    }

    static List<Arguments> regression() {
        return Golden.cases("regression");
    }

    static List<Arguments> tokens() {
        return Golden.cases("tokens");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classification")
    void classification_metrics_equal_the_reference(String name, JsonNode node) {
        ClassScores scores =
                new ClassScores(Golden.ints(node.path("labels")), Golden.floats(node.path("probabilities")));
        List<String> labels = Golden.names(scores.classes());
        SplitEvaluation split = Classification.measure(scores, labels, NONE);

        Golden.assertMetrics(split.metrics(), node.path("metrics"));
        for (int c = 0; c < labels.size(); c++) {
            Golden.assertRow(
                    EvalData.row(split, labels.get(c)), node.path("per_class").get(c));
            assertThat(EvalData.confusion(split).counts()[c])
                    .containsExactly(Golden.ints(node.path("confusion").get(c)));
        }
        assertThat(split.reliability().stream().mapToLong(ReliabilityBin::count).sum())
                .isEqualTo(scores.rows());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("multi_label")
    void multi_label_metrics_equal_the_reference(String name, JsonNode node) {
        LabelScores scores =
                new LabelScores(Golden.booleans(node.path("labels")), Golden.floats(node.path("probabilities")));
        List<String> labels = Golden.names(scores.classes());
        SplitEvaluation split = MultiLabel.measure(scores, labels, NONE);

        Golden.assertMetrics(split.metrics(), node.path("metrics"));
        for (int c = 0; c < labels.size(); c++) {
            Golden.assertRow(
                    EvalData.row(split, labels.get(c)), node.path("per_class").get(c));
        }
        double tuned = EvalData.value(MultiLabel.measure(scores.at(Threshold.tune(scores)), labels, NONE), "f1_micro");
        assertThat(tuned).isCloseTo(node.path("best_f1_micro").asDouble(), within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("regression")
    void regression_metrics_equal_the_reference(String name, JsonNode node) {
        ValueScores scores =
                new ValueScores(Golden.doubles(node.path("targets")), Golden.doubles(node.path("predictions")));
        Golden.assertMetrics(Regression.measure(scores, NONE).metrics(), node.path("metrics"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void token_metrics_equal_the_reference(String name, JsonNode node) {
        TagScores scores = new TagScores(Golden.strings(node.path("tags")), Golden.strings(node.path("predictions")));
        SplitEvaluation split = Tagging.measure(scores, NONE);

        Golden.assertMetrics(split.metrics(), node.path("metrics"));
        assertThat(split.perClass().keySet())
                .containsExactlyInAnyOrderElementsOf(node.path("per_class").propertyNames());
        split.perClass()
                .forEach((type, row) ->
                        Golden.assertRow(row, node.path("per_class").path(type)));
        for (int row = 0; row < scores.rows(); row++) {
            Set<Entity> expected = node.path("predicted_entities")
                    .get(row)
                    .valueStream()
                    .map(e -> new Entity(
                            e.get(0).asString(), e.get(1).asInt(), e.get(2).asInt()))
                    .collect(Collectors.toSet());
            assertThat(Entity.of(scores.predictions()[row])).isEqualTo(expected);
        }
    }
}
