// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/predict} by a server over loopback. */
@Tag("engine")
class ServePredictTest {

    @TempDir
    static Path folder;

    private static Served served;
    private static String classes = "";
    private static String pairs = "";
    private static String tags = "";

    @BeforeAll
    static void serve() {
        classes = TinyRuns.classes(folder);
        pairs = TinyRuns.pairs(folder);
        tags = TinyRuns.tags(folder);
        served = Served.open(folder.resolve("s.db"), classes, "scores=" + pairs, tags + "/model");
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String asked(String model, Object input) {
        return JsonText.line(java.util.Map.of("model", model, "input", input));
    }

    /** What stands in a prediction after its id, every character of it. */
    private static List<String> answers(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<String> answers = new ArrayList<>();
        for (String part : response.body().split("\"file\":", -1)) {
            answers.add(part.replaceAll("(\\},\\{\"id\":.*|\\}\\]\\})$", "}"));
        }
        return answers.subList(1, answers.size());
    }

    private static List<String> predicted(String... arguments) {
        Cli predicted = Cli.run(arguments);
        assertThat(predicted.code()).as(predicted.err()).isZero();
        return predicted
                .out()
                .lines()
                .map(line -> line.substring(line.indexOf("\"file\":") + "\"file\":".length()))
                .toList();
    }

    @Test
    void one_text_and_several_are_answered_as_the_command_answers_them_to_the_last_digit() {
        assertThat(answers(served.post("/v1/predict", asked("classes", TinyData.text(1)))))
                .isEqualTo(predicted("predict", classes, TinyData.text(1)));
        List<String> texts = List.of(TinyData.text(2), "parcel", TinyData.text(3) + " " + TinyData.text(4));
        assertThat(answers(served.post("/v1/predict", asked("classes", texts))))
                .isEqualTo(predicted("predict", classes, texts.get(0), texts.get(1), texts.get(2)));
    }

    @Test
    void words_and_pairs_are_answered_as_the_command_answers_them() {
        assertThat(answers(served.post("/v1/predict", asked("tags", "anna is in berlin"))))
                .isEqualTo(predicted("predict", tags, "anna is in berlin"))
                .isEqualTo(answers(served.post(
                        "/v1/predict",
                        asked("tags", java.util.Map.of("tokens", List.of("anna", "is", "in", "berlin"))))));
        assertThat(answers(served.post(
                        "/v1/predict",
                        asked("scores", java.util.Map.of("sentence1", "my parcel", "sentence2", "the kettle")))))
                .isEqualTo(predicted("predict", pairs, "my parcel\tthe kettle"));
    }

    @Test
    void who_else_asks_at_the_same_time_changes_no_bit() {
        List<String> texts =
                List.of(TinyData.text(5), "kettle", TinyData.text(6) + " again today", "refund it", TinyData.text(7));
        List<List<String>> alone =
                texts.stream().map(text -> predicted("predict", classes, text)).toList();
        List<CompletableFuture<HttpResponse<String>>> together = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            together.add(served.postLater("/v1/predict", asked("classes", texts.get(i % texts.size()))));
        }
        for (int i = 0; i < together.size(); i++) {
            assertThat(answers(together.get(i).join())).isEqualTo(alone.get(i % texts.size()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\": | 400 invalid_json : the body is not JSON at line 1, column",
                "[1] | 400 invalid_json : the body is an object of JSON",
                "{\"model\": \"classes\", \"model\": \"b\"} | 400 invalid_json : the body is not JSON at line 1",
                "{\"model\": \"classes\", \"input\": \"a\\ud800\"} | 400 invalid_json : a string has half of a character",
                "{\"input\": \"a\"} | 400 missing_required_parameter model: Missing required parameter: 'model'",
                "{\"model\": \"classes\"} | 400 missing_required_parameter input: Missing required parameter: 'input'",
                "{\"model\": 7, \"input\": \"a\"} | 400 invalid_type model: Invalid value for 'model': expected a string, but got the number 7",
                "{\"model\": \"clases\", \"input\": \"a\"} | 404 model_not_found model: The model \"clases\" does not exist; did you mean \"classes\"?",
                "{\"model\": \"classes\", \"inputs\": \"a\"} | 400 unknown_parameter inputs: Unrecognized request argument supplied: \"inputs\"; did you mean \"input\"?",
                "{\"model\": \"classes\", \"input\": []} | 400 invalid_value input: Invalid value for 'input': expected 1 to 1024 inputs, but got 0",
                "{\"model\": \"classes\", \"input\": [\"a\", 5]} | 400 invalid_type input[1]: Invalid value for 'input[1]': expected a string, or an object with text, but got the number 5",
                "{\"model\": \"classes\", \"input\": \" \"} | 400 invalid_type input: Invalid value for 'input': expected a text that is not blank, but got string",
                "{\"model\": \"classes\", \"input\": {\"txt\": \"a\"}} | 400 unknown_column input.txt: the model does not read \"txt\"; did you mean \"text\"?",
                "{\"model\": \"scores\", \"input\": {\"sentence1\": \"a\"}} | 400 invalid_type input.sentence2: Invalid value for 'input.sentence2': expected a text that is not blank, but got missing",
                "{\"model\": \"scores\", \"input\": \"a\"} | 400 invalid_type input: Invalid value for 'input': expected an object with sentence1 and sentence2, but got string",
                "{\"model\": \"tags\", \"input\": {\"tokens\": [\"a\", \"\"]}} | 400 invalid_type input.tokens: Invalid value for 'input.tokens': expected words"
            })
    void what_cannot_be_answered_is_an_error_that_names_the_field(String body, String error) {
        assertThat(Served.error(served.post("/v1/predict", body))).startsWith(error);
    }

    @Test
    void too_much_is_refused_whether_its_length_is_said_or_not() {
        String body = asked("classes", "a".repeat(1 << 16));
        assertThat(Served.error(served.post("/v1/predict", body)))
                .isEqualTo("413 request_too_large : a request has at most 65536 bytes");
        assertThat(Served.error(served.send(served.request("/v1/predict")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                                body.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                        .build())))
                .startsWith("413 request_too_large");
    }

    @Test
    void other_content_paths_and_methods_are_refused() {
        assertThat(Served.error(served.send(served.request("/v1/predict")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build())))
                .startsWith("415 unsupported_media_type : the content is application/json, not \"text/plain\"");
        assertThat(Served.error(served.get("/v1/predict"))).startsWith("405 method_not_allowed");
        assertThat(Served.error(served.get("/v2/anything")))
                .isEqualTo("404 unknown_url : Invalid URL (GET /v2/anything)");
    }
}
