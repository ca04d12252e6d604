// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v1/models}, {@code /v1/chat/completions} and {@code /v1/completions}. */
@Tag("engine")
class ServeWritingTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO =
            "{\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]";

    @TempDir
    static Path folder;

    private static Served served;
    private static String chat = "";
    private static String plain = "";

    @BeforeAll
    static void serve() {
        chat = TinyWriter.in(folder.resolve("chat"), true).toString();
        plain = TinyWriter.in(folder.resolve("plain"), false).toString();
        served = Served.open(folder.resolve("s.db"), chat, plain, TinyRuns.classes(folder));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Served.json(response);
    }

    private static JsonNode generated(String model, String prompt, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of("generate", model, prompt, "--json"));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new)).json();
    }

    /** The events of a stream; the last one says that it is the last. */
    private static List<JsonNode> events(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/event-stream");
        List<String> data =
                response.body().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(data).allMatch(line -> line.startsWith("data: ")).endsWith("data: [DONE]");
        return data.subList(0, data.size() - 1).stream()
                .map(line -> JsonText.read(line.substring("data: ".length())))
                .toList();
    }

    @Test
    void models_are_listed_and_shown() {
        JsonNode list = ok(served.get("/v1/models"));
        assertThat(list.path("data").values().stream().map(m -> m.path("id").stringValue()))
                .containsExactly("chat", "plain", "classes");
        assertThat(ok(served.get("/v1/models/chat")).path("object").stringValue())
                .isEqualTo("model");
        assertThat(Served.error(served.get("/v1/models/gpt"))).startsWith("404 model_not_found model: ");
    }

    @Test
    void a_chat_is_answered_as_the_command_answers_it_by_the_same_seed() {
        JsonNode answer = ok(
                served.post(CHAT, HELLO + ", \"max_tokens\": 12, \"temperature\": 1.5, \"top_p\": 0.9, \"seed\": 4}"));
        JsonNode said = generated(
                chat, "hello", "--max-new-tokens", "12", "--temperature", "1.5", "--top-p", "0.9", "--seed", "4");
        JsonNode choice = answer.path("choices").path(0);
        assertThat(choice.path("message").path("content")).isEqualTo(said.path("text"));
        assertThat(choice.path("message").path("role").stringValue()).isEqualTo("assistant");
        assertThat(choice.path("finish_reason")).isEqualTo(said.path("finish"));
        assertThat(answer.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(answer.path("id").stringValue()).startsWith("chatcmpl-");
        assertThat(answer.path("usage").path("prompt_tokens")).isEqualTo(said.path("prompt_tokens"));
        assertThat(answer.path("usage").path("completion_tokens")).isEqualTo(said.path("tokens"));
        assertThat(answer.path("usage").path("total_tokens").intValue())
                .isEqualTo(said.path("prompt_tokens").intValue()
                        + said.path("tokens").intValue());
    }

    @Test
    void a_stream_has_the_same_text_word_by_word() {
        String body = HELLO + ", \"max_completion_tokens\": 20, \"temperature\": 1.2, \"seed\": 9, \"n\": 2";
        JsonNode whole = ok(served.post(CHAT, body + "}"));
        List<JsonNode> events =
                events(served.post(CHAT, body + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}}"));
        for (int index = 0; index < 2; index++) {
            int wanted = index;
            List<JsonNode> own = events.stream()
                    .map(event -> event.path("choices").path(0))
                    .filter(choice -> choice.path("index").asInt(-1) == wanted)
                    .toList();
            assertThat(own.stream()
                            .map(choice -> choice.path("delta").path("content").asString(""))
                            .collect(Collectors.joining()))
                    .isEqualTo(whole.path("choices")
                            .path(index)
                            .path("message")
                            .path("content")
                            .stringValue());
            assertThat(own.get(0).path("delta").path("role").stringValue()).isEqualTo("assistant");
            assertThat(own.get(own.size() - 1).path("finish_reason").isString()).isTrue();
        }
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("choices").isEmpty()).isTrue();
        assertThat(last.path("usage")).isEqualTo(whole.path("usage"));
        assertThat(events).allMatch(event -> event.path("object").stringValue().equals("chat.completion.chunk"));
    }

    @Test
    void a_text_goes_on_and_stops_where_it_is_told() {
        String body =
                "{\"model\": \"plain\", \"prompt\": [\"Once upon\", \"ab\"], \"max_tokens\": 12, \"temperature\": 0";
        JsonNode answer = ok(served.post("/v1/completions", body + ", \"logprobs\": 0}"));
        String first = answer.path("choices").path(0).path("text").stringValue();
        JsonNode alone = generated(plain, "ab", "--max-new-tokens", "12");
        assertThat(answer.path("choices").path(1).path("text")).isEqualTo(alone.path("text"));
        assertThat(answer.path("object").stringValue()).isEqualTo("text_completion");
        JsonNode logprobs = answer.path("choices").path(1).path("logprobs");
        assertThat(logprobs.path("tokens").size())
                .isEqualTo(logprobs.path("token_logprobs").size())
                .isPositive();
        JsonNode stopped = ok(served.post(
                "/v1/completions",
                JsonText.line(java.util.Map.of(
                        "model",
                        "plain",
                        "prompt",
                        "Once upon",
                        "max_tokens",
                        12,
                        "temperature",
                        0,
                        "stop",
                        first.substring(3, 4)))));
        assertThat(stopped.path("choices").path(0).path("text").stringValue())
                .isEqualTo(first.substring(0, first.indexOf(first.charAt(3))));
        assertThat(stopped.path("choices").path(0).path("finish_reason").stringValue())
                .isEqualTo("stop");
    }

    @Test
    void chats_tell_the_probability_of_each_token() {
        JsonNode content = ok(served.post(CHAT, HELLO + ", \"max_tokens\": 6, \"temperature\": 0, \"logprobs\": true}"))
                .path("choices")
                .path(0)
                .path("logprobs")
                .path("content");
        assertThat(content.size()).isPositive();
        assertThat(content.values()).allMatch(token -> token.path("logprob").doubleValue() <= 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "chat | {\"model\": \"chat\"} | 400 missing_required_parameter messages",
                "chat | {\"model\": \"chat\", \"messages\": []} | 400 invalid_type messages",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"usr\", \"content\": \"a\"}]} | 400 chat.role messages: messages: messages[0].role is \"usr\"",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}]} | 400 invalid_value messages: the last message is not the assistant's",
                "chat | {\"model\": \"classes\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]} | 400 wrong_model model: classes writes no texts",
                "chat | {\"model\": \"plain\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]} | 400 chat.no-template messages",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": 3} | 400 invalid_type temperature: Invalid value for 'temperature': expected a number from 0.0 to 2.0, but got the number 3",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"n\": 0} | 400 invalid_type n",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"stop\": [\"\"]} | 400 invalid_type stop",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"maxtokens\": 4} | 400 unknown_parameter maxtokens",
                "chat | {\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"response_format\": {\"type\": \"json_object\"}} | 400 unsupported_parameter response_format",
                "text | {\"model\": \"plain\", \"prompt\": 5} | 400 invalid_type prompt",
                "text | {\"model\": \"plain\", \"prompt\": \"a\", \"logprobs\": 3} | 400 unsupported_parameter logprobs",
                "text | {\"model\": \"nope\", \"prompt\": \"a\"} | 404 model_not_found model"
            })
    void what_cannot_be_written_is_an_error_that_names_the_field(String kind, String body, String error) {
        assertThat(Served.error(served.post(kind.equals("chat") ? CHAT : "/v1/completions", body)))
                .startsWith(error);
    }

    @Test
    void a_prompt_that_fills_the_model_is_refused_before_anything_is_written() {
        String body =
                "{\"model\": \"plain\", \"prompt\": \"" + "x".repeat(TinyWriter.POSITIONS) + "\", \"stream\": true}";
        assertThat(Served.error(served.post("/v1/completions", body)))
                .startsWith("400 context_length_exceeded prompt: This model's maximum context length is 200 tokens");
    }

    @Test
    void who_leaves_a_stream_leaves_the_model_to_others() throws IOException, InterruptedException {
        HttpResponse<InputStream> left = served.client()
                .send(
                        served.posted(CHAT, HELLO + ", \"max_tokens\": 180, \"seed\": 3, \"stream\": true}"),
                        BodyHandlers.ofInputStream());
        assertThat(left.body().read()).isEqualTo('d');
        left.body().close();
        assertThat(ok(served.post(CHAT, HELLO + ", \"max_tokens\": 2}"))
                        .path("choices")
                        .size())
                .isEqualTo(1);
        assertThat(Served.error(served.post("/v1/predict", "{\"model\": \"chat\", \"input\": \"a\"}")))
                .startsWith("400 wrong_model model: chat is a language model");
    }
}
