// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Small conversations, templates and the tokenizer of {@code tools/golden/chat_masks.py}. */
final class Chats {

    /** A chat template with a prompt and an end token, without marks. */
    static final String TURNS = "{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' + (m.content or '') }}"
            + "{%- for c in m.tool_calls or [] %}{{- c.function.name + c.function.arguments | tojson }}{%- endfor %}"
            + "{{- '<|im_end|>\\n' }}{%- endfor %}"
            + "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}";

    static final LocalDateTime NOW = LocalDateTime.of(2024, 7, 5, 9, 3);

    private Chats() {}

    static byte[] file(String name) {
        try (InputStream in = Chats.class.getResourceAsStream("/golden/chat/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static TextTokenizer tokenizer() {
        return TextTokenizer.of(file("tokenizer.json"), "tokenizer");
    }

    static Object json(String text) {
        return JsonMapper.builder().build().readValue(text.replace('\'', '"'), Object.class);
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> row(String text) {
        return (Map<String, @Nullable Object>) json(text);
    }

    static ChatRow read(ChatFormat format, String row) {
        return new ChatReader(format, ChatColumns.usual()).read(row(row), "chat.jsonl:1");
    }

    static Conversation conversation(String... contents) {
        return Conversation.of(IntStream.range(0, contents.length)
                .mapToObj(i -> Message.of(i % 2 == 0 ? "user" : "assistant", contents[i]))
                .toList());
    }

    static ChatSettings settings(TrainOn trainOn) {
        return new ChatSettings(trainOn, Integer.MAX_VALUE, Overlong.ERROR, NOW, Map.of());
    }

    static ChatModel model(TextTokenizer tokenizer, @Nullable String template) {
        ModelTemplates templates = template == null ? null : ModelTemplates.of(template, null, "template");
        return new ChatModel(
                tokenizer,
                templates,
                Set.of(
                        tokenizer.idOf("<|im_end|>").orElseThrow(),
                        tokenizer.idOf("</s>").orElseThrow()));
    }

    static ChatResult encode(TextTokenizer tokenizer, @Nullable String template, TrainOn trainOn, ChatRow row) {
        return new ChatEncoder(model(tokenizer, template), settings(trainOn)).encode(row, "chat.jsonl:1");
    }

    static ChatSample sample(ChatResult result) {
        return Objects.requireNonNull(result.sample(), "a sample");
    }

    /** The text of trained (or other) tokens, stretch by stretch, each character once. */
    static String text(ChatSample sample, boolean trained) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < sample.length(); i++) {
            int start = Math.max(end, sample.start()[i]);
            if (sample.trained()[i] == trained && start < sample.end()[i]) {
                text.append(sample.text(), start, sample.end()[i]);
            }
            end = Math.max(end, sample.end()[i]);
        }
        return text.toString();
    }

    static String roles(ChatSample sample) {
        return IntStream.range(0, sample.length())
                .mapToObj(sample::role)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    static List<String> roles(Conversation conversation) {
        return conversation.messages().stream().map(Message::role).toList();
    }
}
