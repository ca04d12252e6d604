// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.attune.app.serve.store.Store;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v1/feedback}. */
@Tag("engine")
class ServeFeedbackTest {

    @TempDir
    static Path folder;

    private static Served served;
    private static String classes = "";

    @BeforeAll
    static void serve() {
        classes = TinyRuns.classes(folder);
        served =
                Served.open(folder.resolve("s.db"), classes, "scores=" + TinyRuns.pairs(folder), TinyRuns.tags(folder));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static List<JsonNode> exported(String query) {
        HttpResponse<String> all = served.get("/v1/feedback" + query);
        assertThat(all.statusCode()).isEqualTo(200);
        return all.body().lines().map(JsonText::read).toList();
    }

    @Test
    void a_prediction_is_corrected_by_its_id_and_comes_out_as_a_row_to_train_on() throws Exception {
        for (int i = 0; i < 8; i++) {
            JsonNode predicted = Served.json(served.post(
                            "/v1/predict", "{\"model\": \"classes\", \"input\": \"" + TinyData.text(i) + "\"}"))
                    .path("predictions")
                    .path(0);
            HttpResponse<String> kept = served.post(
                    "/v1/feedback",
                    "{\"id\": \"" + predicted.path("id").stringValue() + "\", \"label\": \"" + TinyData.topic(i)
                            + "\"}");
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
            assertThat(Served.json(kept).path("id").stringValue()).startsWith("feedback-");
        }
        List<JsonNode> rows = exported("?model=classes&format=jsonl");
        assertThat(rows.get(0).path("text").stringValue()).isEqualTo(TinyData.text(0));
        assertThat(rows.get(0).path("label").stringValue()).isEqualTo(TinyData.topic(0));
        assertThat(TinyData.TOPICS)
                .contains(rows.get(0).path("feedback_prediction").stringValue());

        Path file = Files.writeString(
                folder.resolve("feedback.jsonl"),
                served.get("/v1/feedback?model=classes").body());
        Cli dry = Cli.run(
                "train",
                "--model",
                folder.resolve("base").toString(),
                "--data",
                file.toString(),
                "--text",
                "text",
                "--label",
                "label",
                "--output",
                folder.resolve("again").toString(),
                "data.validation=none",
                "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
    }

    @Test
    void inputs_of_any_time_are_kept_with_labels_of_their_models_kind() {
        assertThat(served.post(
                                "/v1/feedback",
                                "{\"model\": \"tags\", \"input\": \"anna is here\", \"label\": [\"B-PER\", \"O\", \"O\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(served.post(
                                "/v1/feedback",
                                "{\"model\": \"scores\", \"input\": {\"sentence1\": \"a\", \"sentence2\": \"b\"}, \"label\": 2.5}")
                        .statusCode())
                .isEqualTo(200);
        JsonNode tags = exported("?model=tags").get(0);
        assertThat(tags.path("tokens").size()).isEqualTo(3);
        assertThat(tags.path("tags").path(0).stringValue()).isEqualTo("B-PER");
        JsonNode score = exported("?model=scores").get(0);
        assertThat(score.path("score").doubleValue()).isEqualTo(2.5);
        assertThat(score.path("sentence2").stringValue()).isEqualTo("b");
        assertThat(score.path("feedback_prediction").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\": \"pred-none\", \"label\": \"a\"} | 404 prediction_not_found id: no prediction \"pred-none\" is remembered",
                "{\"model\": \"classes\", \"input\": \"a\"} | 400 missing_required_parameter label",
                "{\"model\": \"classes\", \"input\": \"a\", \"label\": [\"x\"]} | 400 invalid_type label: Invalid value for 'label': expected a label",
                "{\"model\": \"classes\", \"input\": [\"a\"], \"label\": \"x\"} | 400 invalid_type input: Invalid value for 'input': expected one input",
                "{\"model\": \"scores\", \"input\": {\"sentence1\": \"a\", \"sentence2\": \"b\"}, \"label\": \"x\"} | 400 invalid_type label: Invalid value for 'label': expected a number",
                "{\"model\": \"tags\", \"input\": \"a b\", \"label\": [\"O\"]} | 400 invalid_type label: Invalid value for 'label': expected a tag for each of the 2 words",
                "{\"id\": \"x\", \"label\": \"a\", \"input\": \"b\"} | 400 unknown_parameter input"
            })
    void what_cannot_be_kept_is_an_error_that_names_the_field(String body, String error) {
        assertThat(Served.error(served.post("/v1/feedback", body))).startsWith(error);
    }

    @Test
    void what_was_acknowledged_survives_the_end_of_the_process_at_any_moment() throws Exception {
        Path store = folder.resolve("killed.db");
        Process process = ChildProcess.of(List.of(
                        "serve", "m=" + classes, "--port", "0", "--no-auth", "--quiet", "--store", store.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            java.net.URI uri = java.net.URI.create(line.substring(line.indexOf("http")) + "/v1/feedback");
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> kept = served.send(java.net.http.HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"model\": \"m\", \"input\": \"text " + i + "\", \"label\": \"kettle\"}"))
                        .build());
                assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> inputs = new ArrayList<>();
        try (Store left = Store.open(store)) {
            left.feedback().each("m", kept -> inputs.add(kept.feedback().input()));
        }
        assertThat(inputs).hasSize(5).endsWith("{\"text\":\"text 4\"}");
    }
}
