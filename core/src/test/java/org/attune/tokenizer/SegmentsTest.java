// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SegmentsTest {

    static List<Variant> variants() {
        return Variant.all();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void segments_are_encoded_as_transformers_encodes_the_whole_text(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            for (Variant.Case golden : variant.cases()) {
                Spans found = tokenizer.encodeSegments(golden.segments());
                assertThat(found.ids())
                        .as("%s", golden.segments())
                        .isEqualTo(golden.spans().ids());
                assertThat(found.start())
                        .as("%s", golden.segments())
                        .isEqualTo(golden.spans().start());
                assertThat(found.end())
                        .as("%s", golden.segments())
                        .isEqualTo(golden.spans().end());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void ids_are_decoded_with_special_tokens_and_without(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            for (Variant.Case golden : variant.cases()) {
                int[] ids = golden.spans().ids();
                if (golden.decoded() != null) {
                    assertThat(tokenizer.decodeWithSpecial(ids)).isEqualTo(golden.decoded());
                    assertThat(tokenizer.decode(ids)).isEqualTo(golden.plain());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void special_tokens_in_a_literal_segment_stay_text(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            for (Variant.Case golden : variant.cases()) {
                List<Segment> literal = golden.segments().stream()
                        .map(segment -> Segment.literal(segment.text()))
                        .toList();
                assertThat(tokenizer.encodeSegments(literal).ids())
                        .isEqualTo(tokenizer.contentIds(golden.text()))
                        .satisfies(ids -> assertThat(special(tokenizer, ids)).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void only_markup_gives_special_tokens_and_each_at_its_place(Variant variant) {
        try (TextTokenizer tokenizer = variant.open()) {
            List<String> tokens = List.copyOf(tokenizer.special().all());
            Random random = new Random(3);
            for (int round = 0; round < 60; round++) {
                List<Segment> segments = new ArrayList<>();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    String token = tokens.get(random.nextInt(tokens.size()));
                    int cut = random.nextInt(token.length() + 1);
                    segments.add(Segment.literal("a " + token + token.substring(0, cut)));
                    segments.add(Segment.markup(token.substring(cut) + token + " b"));
                }
                check(tokenizer, segments);
            }
        }
    }

    private static void check(TextTokenizer tokenizer, List<Segment> segments) {
        Spans spans = tokenizer.encodeSegments(segments);
        StringBuilder text = new StringBuilder();
        StringBuilder kinds = new StringBuilder();
        for (Segment segment : segments) {
            text.append(segment.text());
            kinds.append((segment.markup() ? "m" : "l").repeat(segment.text().length()));
        }
        int unknown = tokenizer.special().id(SpecialTokens.Role.UNK).orElse(-1);
        for (int i = 0; i < spans.length(); i++) {
            String from = text.substring(spans.start()[i], spans.end()[i]);
            if (spans.ids()[i] != unknown && tokenizer.isSpecial(spans.ids()[i])) {
                // A token may swallow the spaces beside it, of whichever segment.
                String kind = kinds.substring(spans.start()[i], spans.end()[i]);
                int shift = from.indexOf(from.strip());
                assertThat(kind.substring(shift, shift + from.strip().length()))
                        .as(from)
                        .doesNotContain("l");
                assertThat(tokenizer.idOf(from.strip())).hasValue(spans.ids()[i]);
            }
        }
    }

    @Test
    void words_run_across_the_seam_of_two_segments() {
        try (TextTokenizer tokenizer = Golden.open("roberta")) {
            List<Segment> cut = List.of(Segment.markup("the qui"), Segment.literal("ck brown"), Segment.markup(" fox"));
            assertThat(tokenizer.encodeSegments(cut).ids()).isEqualTo(tokenizer.contentIds("the quick brown fox"));
        }
    }

    @Test
    void a_token_that_only_the_roles_name_is_one_in_markup() {
        Variant llama = new Variant(
                "bare", TokenizerJson.mapper().readTree("{\"of\":\"llama\",\"changes\":{\"added_tokens\":[]}}"));
        try (TextTokenizer tokenizer = llama.open()) {
            assertThat(tokenizer.encodeSegments(List.of(Segment.markup("<s>a"))).ids())
                    .startsWith(1);
            assertThat(tokenizer.contentIds("<s>a")).doesNotContain(1);
        }
    }

    @Test
    void nothing_has_no_tokens() {
        try (TextTokenizer tokenizer = Golden.open("modernbert")) {
            assertThat(tokenizer.encodeSegments(List.of()).length()).isZero();
            assertThat(tokenizer
                            .encodeSegments(List.of(Segment.literal(""), Segment.markup("")))
                            .length())
                    .isZero();
        }
    }

    @Test
    void a_lone_surrogate_moves_no_range() {
        try (TextTokenizer tokenizer = Golden.open("modernbert")) {
            Spans spans = tokenizer.encodeSegments(List.of(
                    Segment.markup("[SEP]"),
                    Segment.literal("\ud83d😀"),
                    Segment.markup("[SEP]"),
                    Segment.literal("a")));
            int last = spans.length() - 1;
            assertThat(spans.start()[last]).isEqualTo(13);
            assertThat(spans.end()[last]).isEqualTo(14);
            assertThat(spans.start()[last - 1]).isEqualTo(8);
        }
    }

    private static List<Integer> special(TextTokenizer tokenizer, int[] ids) {
        int unknown = tokenizer.special().id(SpecialTokens.Role.UNK).orElse(-1);
        return Arrays.stream(ids)
                .filter(id -> id != unknown && tokenizer.isSpecial(id))
                .boxed()
                .toList();
    }
}
