// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ids and masks are those of transformers, and prompts tell the same turns as marks do. */
final class ChatMasksTest {

    @Test
    void ids_and_masks_are_those_of_transformers() {
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            List<Map<String, @Nullable Object>> cases = cases();
            for (Map<String, @Nullable Object> entry : cases) {
                String name = String.valueOf(entry.get("name"));
                ChatResult result = Chats.encode(tokenizer, template(entry), TrainOn.ASSISTANT, row(entry));
                ChatSample sample = Chats.sample(result);
                assertThat(sample.text()).as(name).isEqualTo(entry.get("text"));
                assertThat(sample.ids()).as(name).isEqualTo(numbers(entry, "ids"));
                assertThat(numbers(sample.trained())).as(name).isEqualTo(numbers(entry, "mask"));
                assertThat(result.findings()).as(name).isEmpty();
            }
            assertThat(cases).hasSizeGreaterThan(10);
        }
    }

    @Test
    void prompts_tell_the_same_turns_as_marks() {
        try (TextTokenizer tokenizer = Chats.tokenizer()) {
            for (Map<String, @Nullable Object> entry : cases()) {
                String name = String.valueOf(entry.get("name"));
                String bare =
                        template(entry).replaceAll("\\{%-? *(end)?generation *-?%\\}", "{%- if true %}{%- endif %}");
                ChatSample marked =
                        Chats.sample(Chats.encode(tokenizer, template(entry), TrainOn.ASSISTANT, row(entry)));
                ChatResult found = Chats.encode(tokenizer, bare, TrainOn.ASSISTANT, row(entry));
                ChatSample sample = Chats.sample(found);
                assertThat(sample.text()).as(name).isEqualTo(marked.text());
                if (name.startsWith("two spans, thought")) {
                    // what stands between the two spans of a turn is no one's there, and the turn's here
                    assertThat(sample.targets()).isGreaterThan(marked.targets());
                } else {
                    assertThat(sample.trained()).as(name).isEqualTo(marked.trained());
                    assertThat(sample.message()).as(name).isEqualTo(marked.message());
                }
            }
        }
    }

    private static ChatRow row(Map<String, @Nullable Object> entry) {
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> row = (Map<String, @Nullable Object>) Objects.requireNonNull(entry.get("row"));
        return new ChatReader(ChatFormat.OPENAI, ChatColumns.usual()).read(row, "masks.json");
    }

    private static String template(Map<String, @Nullable Object> entry) {
        return String.valueOf(entry.get("template"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> cases() {
        Map<String, @Nullable Object> golden = (Map<String, @Nullable Object>)
                Objects.requireNonNull(JsonValues.parsed(new String(Chats.file("masks.json"), StandardCharsets.UTF_8)));
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(golden.get("cases"));
    }

    private static int[] numbers(Map<String, @Nullable Object> entry, String key) {
        return ((List<?>) Objects.requireNonNull(entry.get(key)))
                .stream().mapToInt(n -> ((Number) n).intValue()).toArray();
    }

    private static int[] numbers(boolean[] trained) {
        List<Integer> numbers = new ArrayList<>();
        for (boolean one : trained) {
            numbers.add(one ? 1 : 0);
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
