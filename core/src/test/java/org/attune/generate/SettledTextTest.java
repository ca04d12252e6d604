// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.attune.tokenizer.TextTokenizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given out of a text that grows token by token, of one byte each where the tokenizer knows no more. */
@Tag("engine")
class SettledTextTest {

    private final List<String> given = new ArrayList<>();

    private SettledText write(String text, int dropped, String... stops) {
        try (TextTokenizer tokenizer = TinyLanguage.bytes()) {
            int[] ids = tokenizer.contentIds(text);
            SettledText settled = new SettledText(tokenizer.stream(new int[0]), List.of(stops));
            for (int i = 0; i < ids.length - dropped && !settled.stopped(); i++) {
                given.add(settled.next(ids[i]));
            }
            given.add(settled.rest());
            assertThat(String.join("", given)).isEqualTo(settled.given());
            return settled;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "one END two,END,'one '",
        "one EEND two,END,'one E'",
        "one ENEND two,END,'one EN'",
        "one EN two,END,one EN two",
        "one EN,END,one EN",
        "END,END,''",
        "naïve 😀x,😀,'naïve '",
        "a##b###c,###,a##b"
    })
    void a_stop_text_is_found_across_tokens_and_cut_off(String text, String stop, String kept) {
        SettledText settled = write(text, 0, stop);

        assertThat(settled.given()).isEqualTo(kept);
        assertThat(settled.stopped()).isEqualTo(text.contains(stop));
    }

    @Test
    void of_several_stop_texts_the_first_in_the_text_counts() {
        assertThat(write("one, two. three", 0, ".", ",", "three").given()).isEqualTo("one");
    }

    @Test
    void nothing_is_given_out_that_may_be_the_beginning_of_a_stop_text() {
        write("ab STO", 0, "STOP");

        assertThat(given.get(given.size() - 1)).isEqualTo("STO");
        assertThat(given.subList(0, given.size() - 1)).noneMatch(part -> part.contains("S"));
    }

    @Test
    void half_a_character_is_never_given_out() {
        for (int dropped = 1; dropped < 4; dropped++) {
            given.clear();
            assertThat(write("x😀", dropped).given()).isEqualTo("x");
        }
        assertThat(given).noneMatch(part -> part.contains("\uFFFD"));
    }
}
