// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code attune generate}. */
@Tag("engine")
class GenerateTest {

    @TempDir
    static Path folder;

    private static String chat = "";
    private static String plain = "";

    @BeforeAll
    static void write() {
        chat = TinyWriter.in(folder.resolve("chat"), true).toString();
        plain = TinyWriter.in(folder.resolve("plain"), false).toString();
    }

    private static Cli generate(String model, String... more) {
        List<String> all = new ArrayList<>(List.of("generate", model, "--max-new-tokens", "12"));
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray(String[]::new));
    }

    private static Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    @Test
    void a_prompt_is_continued_and_the_same_command_says_the_same() {
        Cli first = generate(plain, "Once upon");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).endsWith("\n").hasSizeGreaterThan(1);
        assertThat(generate(plain, "Once upon").out()).isEqualTo(first.out());

        JsonNode document = generate(plain, "Once upon", "--json").json();

        assertThat(document.path("text").stringValue() + "\n").isEqualTo(first.out());
        assertThat(document.path("prompt").stringValue()).isEqualTo("Once upon");
        assertThat(document.path("finish").stringValue()).isEqualTo("length");
        assertThat(document.path("tokens").intValue()).isEqualTo(12);
        assertThat(document.path("log_probability").doubleValue()).isNegative();
    }

    @Test
    void draws_follow_the_seed() {
        String[] drawn = {"a", "--temperature", "1.5", "--top-k", "100", "--seed", "4"};
        assertThat(generate(plain, drawn).out())
                .isEqualTo(generate(plain, drawn).out());
        assertThat(generate(plain, drawn).out())
                .isNotEqualTo(generate(plain, "a", "--temperature", "1.5", "--top-k", "100")
                        .out());
    }

    @Test
    void with_a_template_the_prompt_is_the_users_turn_and_raw_is_not() {
        assertThat(generate(chat, "hello", "--json").json().path("prompt").stringValue())
                .isEqualTo("<|im_start|>user\nhello<|im_end|>\n<|im_start|>assistant\n");
        assertThat(generate(chat, "hello", "--raw", "--json")
                        .json()
                        .path("prompt")
                        .stringValue())
                .isEqualTo("hello");
    }

    @Test
    void standard_input_is_one_prompt() {
        Cli piped = Cli.runWith("two\nlines", "generate", plain, "--max-new-tokens", "2", "--json");
        assertThat(piped.json().path("prompt").stringValue()).isEqualTo("two\nlines");
    }

    @Test
    void a_stop_text_is_cut_off() {
        String whole = generate(plain, "Once upon").out();
        String stop = whole.substring(3, 4);

        JsonNode stopped =
                generate(plain, "Once upon", "--stop", stop, "--json").json();

        assertThat(stopped.path("text").stringValue()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.path("finish").stringValue()).isEqualTo("stop");
    }

    @Test
    void rows_are_answered_a_batch_at_a_time_and_alike_whatever_the_batch() throws IOException {
        Path rows = file(
                "rows.jsonl",
                "{\"prompt\": \"where is my parcel\", \"completion\": \"here\"}",
                "{\"prompt\": \"refund\", \"completion\": \"no\"}",
                "{\"prompt\": \"is it late again\", \"completion\": \"yes\"}");

        Cli together = generate(chat, "--data", rows.toString(), "--batch", "3");
        Cli alone = generate(chat, "--data", rows.toString(), "--batch", "1", "--quiet");

        assertThat(together.code()).as(together.err()).isZero();
        List<JsonNode> lines = together.out().lines().map(JsonText::read).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).path("prompt").stringValue())
                .isEqualTo("<|im_start|>user\nrefund<|im_end|>\n<|im_start|>assistant\n");
        assertThat(lines.get(1).path("line").intValue()).isEqualTo(2);
        assertThat(lines.stream().map(line -> line.path("text").stringValue()))
                .containsExactlyElementsOf(alone.out()
                        .lines()
                        .map(line -> JsonText.read(line).path("text").stringValue())
                        .toList());
        assertThat(together.err()).contains("3 of 3 rows, ", " tokens/s");
        assertThat(alone.err()).isEmpty();
        assertThat(generate(chat, "--data", rows.toString(), "--json").json().size())
                .isEqualTo(3);
    }

    @Test
    void of_a_conversation_the_last_answer_is_left_out() throws IOException {
        Path rows = file(
                "chats.jsonl",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"secret\"}]}",
                "{\"messages\": [{\"role\": \"system\", \"content\": \"s\"}, {\"role\": \"user\", \"content\": \"q\"}]}");
        Path out = folder.resolve("answers.jsonl");

        Cli answered = generate(chat, "--data", rows.toString(), "--out", out.toString());

        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(answered.out()).isEmpty();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0))
                .contains("user\\nq<|im_end|>\\n<|im_start|>assistant\\n")
                .doesNotContain("secret");
        assertThat(lines.get(1)).contains("system\\ns<|im_end|>");
    }

    @Test
    void columns_and_instructions_without_answers_are_found() throws IOException {
        Path csv = file("named.csv", "question,kind", "where is it,1");
        Cli named = generate(plain, "--data", csv.toString(), "--column", "prompt=question");
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(JsonText.read(named.out()).path("prompt").stringValue()).isEqualTo("where is it");

        Path alpaca = file("alpaca.jsonl", "{\"instruction\": \"sort\", \"input\": \"b a\"}");
        Cli instructed = generate(chat, "--data", alpaca.toString());
        assertThat(instructed.out()).contains("user\\nsort\\nb a<|im_end|>");

        Cli unknown = generate(plain, "--data", csv.toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("the columns question, kind");
    }

    @Test
    void prompts_that_are_too_long_are_refused_and_texts_that_end_with_the_positions_are_told() throws IOException {
        Path rows = file(
                "long.jsonl",
                "{\"prompt\": \"" + "x".repeat(TinyWriter.POSITIONS) + "\"}",
                "{\"prompt\": \"" + "x".repeat(TinyWriter.POSITIONS + 5) + "\"}");
        Cli tooLong = generate(plain, "--data", rows.toString());
        assertThat(tooLong.code()).isEqualTo(2);
        assertThat(tooLong.out()).isEmpty();
        assertThat(tooLong.err()).contains("long.jsonl:1", "long.jsonl:2", "the model has 200 positions");

        Cli ends = generate(plain, "x".repeat(TinyWriter.POSITIONS - 3), "--json");
        assertThat(ends.json().path("finish").stringValue()).isEqualTo("context");
        assertThat(ends.json().path("tokens").intValue()).isEqualTo(3);
        assertThat(ends.err()).contains("no positions for more than these 3 tokens");
    }

    @Test
    void models_that_classify_predict_and_models_that_write_generate() {
        Path encoder = TinyModel.in(folder.resolve("encoder"));
        Cli wrong = generate(encoder.toString(), "text");
        assertThat(wrong.code()).isEqualTo(2);
        Cli predicted = Cli.run("predict", plain, "text");
        assertThat(predicted.code()).isEqualTo(2);
        assertThat(predicted.err()).contains("let it write by: attune generate " + plain);
    }

    @Test
    void a_conversation_needs_a_template() throws IOException {
        Path rows = file("chat.jsonl", "{\"messages\": [{\"role\": \"user\", \"content\": \"q\"}]}");
        Cli wrong = generate(plain, "--data", rows.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("chat.jsonl:1", "the model has no chat template", "data.template: chatml");
    }
}
