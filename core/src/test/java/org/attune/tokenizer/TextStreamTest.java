// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TextStreamTest {

    private static final int[] NOTHING = {};

    static List<Variant> variants() {
        return Variant.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void the_parts_of_any_ids_together_are_the_text_of_all(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            Random random = new Random(11);
            for (int round = 0; round < 150; round++) {
                int[] ids = random.ints(random.nextInt(25), -1, tokenizer.vocabularySize() + 3)
                        .toArray();
                assertThat(streamed(tokenizer.stream(NOTHING), ids)).isEqualTo(tokenizer.decode(ids));
                assertThat(streamed(tokenizer.streamWithSpecial(NOTHING), ids))
                        .isEqualTo(tokenizer.decodeWithSpecial(ids));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void texts_come_in_whole_characters(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            for (Variant.Case golden : variant.cases()) {
                TextStream stream = tokenizer.streamWithSpecial(NOTHING);
                StringBuilder all = new StringBuilder();
                for (int id : golden.spans().ids()) {
                    String part = stream.next(id);
                    assertThat(Unicode.isWellFormed(part)).isTrue();
                    assertThat(part).doesNotContain("\ufffd");
                    all.append(part);
                }
                assertThat(all + stream.rest())
                        .isEqualTo(tokenizer.decodeWithSpecial(golden.spans().ids()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void a_stream_behind_a_prompt_gives_what_the_prompt_does_not(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            for (Variant.Case golden : variant.cases()) {
                int[] ids = golden.spans().ids();
                int cut = ids.length / 2;
                while (cut > 0 && tokenizer.isByte(ids[cut - 1])) {
                    cut--;
                }
                String prompt = tokenizer.decode(Arrays.copyOf(ids, cut));
                if (!prompt.endsWith("\ufffd")) {
                    TextStream stream = tokenizer.stream(Arrays.copyOf(ids, cut));
                    assertThat(prompt + streamed(stream, Arrays.copyOfRange(ids, cut, ids.length)))
                            .isEqualTo(tokenizer.decode(ids));
                }
            }
        }
    }

    @Test
    void the_first_space_is_lost_at_the_start_of_a_text_alone() {
        try (TextTokenizer tokenizer = Golden.open("llama")) {
            int[] fox = tokenizer.contentIds("the fox");
            assertThat(streamed(tokenizer.stream(NOTHING), fox)).isEqualTo("the fox");
            assertThat(streamed(tokenizer.stream(fox), fox)).isEqualTo(" the fox");
        }
    }

    @Test
    void half_a_character_waits_for_the_other_half() {
        try (TextTokenizer tokenizer = Golden.open("roberta")) {
            int[] ids = tokenizer.contentIds("𝒳");
            TextStream stream = tokenizer.stream(NOTHING);
            assertThat(ids.length).isGreaterThan(1);
            for (int i = 0; i < ids.length - 1; i++) {
                assertThat(stream.next(ids[i])).isEmpty();
            }
            assertThat(stream.next(ids[ids.length - 1])).isEqualTo("𝒳");
            assertThat(stream.rest()).isEmpty();
        }
    }

    @Test
    void what_never_becomes_a_character_comes_at_the_end() {
        try (TextTokenizer tokenizer = Golden.open("roberta")) {
            TextStream stream = tokenizer.stream(NOTHING);
            assertThat(stream.next(tokenizer.contentIds("𝒳")[0])).isEmpty();
            assertThat(stream.rest()).isEqualTo("\ufffd");
            assertThat(stream.rest()).isEmpty();
        }
    }

    private static String streamed(TextStream stream, int[] ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(stream.next(id));
        }
        return text.append(stream.rest()).toString();
    }
}
