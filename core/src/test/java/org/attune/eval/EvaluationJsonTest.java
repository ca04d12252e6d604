// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.task.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EvaluationJsonTest {

    @TempDir
    Path folder;

    private static EvaluationReport report() {
        SplitEvaluation test =
                Classification.measure(EvalData.scores(60, 3, 1), List.of("z", "a", "m"), Bootstrap.of(1));
        Map<String, Metric> third = Map.of("accuracy", new Metric(1.0 / 3, new Interval(0.1, 0.5), "Wilson score"));
        Map<String, Baseline> baselines = new LinkedHashMap<>();
        baselines.put("majority", Baseline.of(third));
        baselines.put("untuned", new Baseline(third, Map.of("retain.cola", Map.of("mcc", Metric.of(0.25)))));
        Map<String, SplitEvaluation> splits = new LinkedHashMap<>();
        splits.put("test", test);
        splits.put("retain.cola", SplitEvaluation.of(9, Map.of("mcc", Metric.of(0.5))));
        EvaluationReport report = EvaluationReport.of(splits, baselines);
        return report.with(Require.of(Map.of("test.roc_auc", ">= majority")).evaluate(report));
    }

    @Test
    void what_was_written_reads_back_the_same() throws IOException {
        EvaluationReport report = report();
        Path file = folder.resolve("evaluation.json");
        EvaluationJson.write(report, file);
        EvaluationReport read = EvaluationJson.read(file);

        assertThat(EvaluationJson.text(read)).isEqualTo(Files.readString(file));
        assertThat(read.metric("test", "f1_macro")).isPresent().isEqualTo(report.metric("test", "f1_macro"));
        assertThat(read.require()).isEqualTo(report.require());
        assertThat(read.baselines()).isEqualTo(report.baselines());
    }

    @Test
    void the_shape_and_the_order_of_keys_are_the_contract() {
        JsonNode root = EvaluationJson.MAPPER.readTree(EvaluationJson.text(report()));
        assertThat(root.propertyNames()).containsExactly("splits", "baselines", "require");
        JsonNode test = root.path("splits").path("test");
        assertThat(test.propertyNames()).containsExactly("n", "metrics", "per_class", "confusion");
        assertThat(test.path("metrics").propertyNames())
                .startsWith("accuracy", "f1_macro", "f1_micro", "f1_weighted")
                .endsWith("mcc", "roc_auc", "pr_auc", "log_loss", "ece");
        assertThat(test.path("metrics").path("f1_macro").propertyNames()).containsExactly("value", "ci95", "ci_method");
        assertThat(test.path("per_class").propertyNames()).containsExactly("z", "a", "m");
        assertThat(test.path("confusion").path("labels").get(0).asString()).isEqualTo("z");
        JsonNode majority =
                root.path("baselines").path("majority").path("metrics").path("accuracy");
        assertThat(majority.path("value").asDouble()).isEqualTo(1.0 / 3);
        assertThat(majority.path("ci95").get(1).asDouble()).isEqualTo(0.5);
        JsonNode row = root.path("require").get(0);
        assertThat(row.path("criterion").asString()).isEqualTo("test.roc_auc");
        assertThat(row.path("limit").isNull()).isTrue();
        assertThat(row.path("passed").asBoolean()).isFalse();
    }

    @Test
    void a_metric_without_interval_says_null() {
        JsonNode root = EvaluationJson.tree(report());
        JsonNode mcc = root.path("splits").path("retain.cola").path("metrics").path("mcc");
        assertThat(mcc.path("ci95").isNull()).isTrue();
        assertThat(mcc.path("ci_method").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "{}",
                "{\"splits\":[]}",
                "{\"splits\":{\"test\":{}}}",
                "{\"splits\":{\"test\":{\"n\":\"x\",\"metrics\":{}}}}",
                "{\"splits\":{\"test\":{\"n\":1,\"metrics\":{\"accuracy\":{\"value\":1e999}}}}}",
                "{\"splits\":{\"test\":{\"n\":1,\"metrics\":{\"accuracy\":{\"value\":1,\"ci95\":[1]}}}}}",
                "{\"splits\":{\"test\":{\"n\":1,\"metrics\":{},\"confusion\":{\"labels\":[\"a\"],\"counts\":[[1,2]]}}}}",
                "{\"splits\":{},\"baselines\":{\"majority\":3}}"
            })
    void a_file_of_another_shape_is_a_problem_with_its_place(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("evaluation.json"), text);
        assertThatThrownBy(() -> EvaluationJson.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("evaluation.json")
                .hasMessageContaining("[evaluation.file]");
    }

    @Test
    void a_missing_file_is_a_problem() {
        assertThatThrownBy(() -> EvaluationJson.read(folder.resolve("none.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no readable file");
    }

    @Test
    void a_line_of_predictions_has_the_contracts_keys() throws IOException {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("text", "über \"x\"\n");
        input.put("pair", "b");
        Prediction one = new Prediction(
                "7",
                "data/test.csv",
                3L,
                input,
                new Answer.Label("yes"),
                new Answer.Label("no"),
                new Prediction.Probabilities(List.of("no", "yes"), new float[] {0.9f, 0.1f}));
        Prediction number = new Prediction(null, null, null, Map.of("text", "t"), null, new Answer.Value(0.1), null);
        Prediction tags = new Prediction(
                null,
                null,
                null,
                Map.of("tokens", List.of("a", "b")),
                new Answer.Labels(List.of("O", "B-X")),
                new Answer.Labels(List.of("O", "O")),
                null);
        Path file = folder.resolve("predictions.jsonl");
        try (PredictionWriter writer = new PredictionWriter(file)) {
            writer.write(one);
            writer.write(number);
            writer.write(tags);
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"id\":\"7\",\"file\":\"data/test.csv\",\"line\":3,\"input\":{\"text\":\"über \\\"x\\\"\\n\",\"pair\":\"b\"},"
                                + "\"label\":\"yes\",\"prediction\":\"no\",\"probabilities\":{\"no\":0.9,\"yes\":0.1}}",
                        "{\"id\":null,\"file\":null,\"line\":null,\"input\":{\"text\":\"t\"},\"label\":null,\"prediction\":0.1}",
                        "{\"id\":null,\"file\":null,\"line\":null,\"input\":{\"tokens\":[\"a\",\"b\"]},\"label\":[\"O\",\"B-X\"],"
                                + "\"prediction\":[\"O\",\"O\"]}");
    }
}
