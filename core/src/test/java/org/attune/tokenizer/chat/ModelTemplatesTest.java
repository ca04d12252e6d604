// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.tokenizer.TextTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelTemplatesTest {

    @Test
    void a_template_is_found_where_models_keep_it(@TempDir Path directory) throws IOException {
        assertThat(ModelTemplates.find(directory)).isNull();
        Files.writeString(directory.resolve("chat_template.json"), "{\"chat_template\": \"three\"}");
        assertThat(found(directory).text()).isEqualTo("three");
        Path config = directory.resolve("tokenizer_config.json");
        Files.writeString(config, "{\"chat_template\": \"two\"}");
        assertThat(found(directory).text()).isEqualTo("two");
        Files.writeString(
                config,
                "{\"chat_template\": [{\"name\": \"default\", \"template\": \"d\"}, {\"name\": \"tool_use\", \"template\": \"t\"}]}");
        assertThat(found(directory).text()).isEqualTo("d");
        assertThat(found(directory).toolText()).isEqualTo("t");
        Files.writeString(directory.resolve("chat_template.jinja"), "one");
        assertThat(found(directory).text()).isEqualTo("one");
    }

    @Test
    void several_templates_without_a_default_are_refused(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("tokenizer_config.json"),
                "{\"chat_template\": [{\"name\": \"rag\", \"template\": \"d\"}]}");
        assertThatThrownBy(() -> ModelTemplates.find(directory)).hasMessageContaining("rag");
        Files.writeString(directory.resolve("tokenizer_config.json"), "{");
        assertThatThrownBy(() -> ModelTemplates.find(directory)).hasMessageContaining("chat.unreadable");
    }

    @Test
    void built_in_templates_write_what_they_say() {
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            assertThat(text(tokenizer, "chatml"))
                    .isEqualTo("<|im_start|>user\nPeru?<|im_end|>\n<|im_start|>assistant\nLima.<|im_end|>\n");
            assertThat(text(tokenizer, "instruction"))
                    .isEqualTo("### Instruction:\nPeru?\n\n### Response:\nLima.</s>\n\n");
            assertThatThrownBy(() -> ModelTemplates.named("chatm", tokenizer, "template"))
                    .hasMessageContaining("chatml, instruction");
        }
    }

    @Test
    void rows_of_alpaca_have_their_input_below_a_heading_of_its_own() {
        String sentence = "Below is an instruction that describes a task";
        String rest = ". Write a response that appropriately completes the request.\n\n### Instruction:\n";
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            assertThat(alpaca(tokenizer, Map.of("instruction", "Add.", "input", "1 2", "output", "3")))
                    .isEqualTo(sentence + ", paired with an input that provides further context" + rest
                            + "Add.\n\n### Input:\n1 2\n\n### Response:\n3</s>\n\n");
            assertThat(alpaca(tokenizer, Map.of("instruction", "Peru?", "input", "", "output", "Lima.")))
                    .isEqualTo(sentence + rest + "Peru?\n\n### Response:\nLima.</s>\n\n");
        }
    }

    private static String alpaca(TextTokenizer tokenizer, Map<String, String> row) {
        ChatRow read = new ChatReader(ChatFormat.ALPACA, ChatColumns.usual()).read(row, "row");
        String template = ModelTemplates.named("alpaca", tokenizer, "template").text();
        return Chats.sample(Chats.encode(tokenizer, template, TrainOn.ALL, (Conversation) read))
                .text();
    }

    @Test
    void built_in_templates_train_the_answer_and_its_end() {
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            for (BuiltInTemplate template : BuiltInTemplate.values()) {
                String end = template == BuiltInTemplate.CHATML ? "<|im_end|>" : "</s>";
                Conversation given = Conversation.of(
                        List.of(Message.of("system", "s"), Message.of("user", "q"), Message.of("assistant", " a\n")));
                ChatResult marked = Chats.encode(tokenizer, template.text(tokenizer), TrainOn.ASSISTANT, given);
                assertThat(Chats.text(Chats.sample(marked), true)).isEqualTo(" a\n" + end);
                assertThat(marked.findings()).isEmpty();
            }
        }
    }

    @Test
    void end_tokens_are_those_of_the_model(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": [3, 7]}");
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            assertThat(ChatModel.of(tokenizer, directory).endTokens()).containsExactlyInAnyOrder(1, 3, 7);
        }
    }

    private static ModelTemplates found(Path directory) {
        return Objects.requireNonNull(ModelTemplates.find(directory));
    }

    private static String text(TextTokenizer tokenizer, String name) {
        String template = ModelTemplates.named(name, tokenizer, "template").text();
        return Chats.sample(Chats.encode(tokenizer, template, TrainOn.ALL, Chats.conversation("Peru?", "Lima.")))
                .text();
    }
}
