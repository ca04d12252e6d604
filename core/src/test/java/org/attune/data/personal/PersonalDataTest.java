// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to anna.muster+shop@mail.example.org, please | EMAIL | anna.muster+shop@mail.example.org",
                "call +49 30 901820 today | PHONE | +49 30 901820",
                "call (415) 555-0134. | PHONE | (415) 555-0134",
                "my phone: 030 9018200 | PHONE | 030 9018200",
                "pay to DE89 3704 0044 0532 0130 00 now | IBAN | DE89 3704 0044 0532 0130 00",
                "GB82WEST12345698765432 | IBAN | GB82WEST12345698765432",
                "card 4111 1111 1111 1111 expired | CARD | 4111 1111 1111 1111",
                "378282246310005 | CARD | 378282246310005",
                "from 192.168.17.4. | IP | 192.168.17.4",
                "at 2001:db8::8a2e:370:7334 | IP | 2001:db8::8a2e:370:7334",
            })
    void private_data_is_found_with_its_place(String text, Kind kind, String found) {
        List<Span> spans = PersonalData.find(text);
        assertThat(spans).hasSize(1);
        Span span = spans.get(0);
        assertThat(span.kind()).isEqualTo(kind);
        assertThat(text.substring(span.start(), span.end())).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pay to DE89 3704 0044 0532 0130 01 now",
                "card 4111 1111 1111 1112 expired",
                "order 1234567890123456 of 2024-11-05",
                "it cost 1.299,00 and later 1 299 000",
                "version 1.2.3.4 of the driver",
                "at 12:30:45 in std::vector::begin",
                "follow @anna on the page",
                "a@b and @ and x@",
                "score 3-2, 10-12-2021, 100 000 000",
                "call 0900 in 10 minutes",
                "sk-learn and sk-a-very-long-name-without-any-number",
                "256.1.1.1 and 1.2.3.4.5",
            })
    void what_only_looks_like_it_is_left_alone(String text) {
        assertThat(PersonalData.find(text)).isEmpty();
    }

    @Test
    void keys_are_told_by_their_beginnings() {
        String letters = "a1B2".repeat(12);
        assertThat(PersonalData.find("token gh" + "p_" + letters.substring(0, 36)))
                .extracting(Span::kind)
                .containsExactly(Kind.KEY);
        assertThat(PersonalData.find("AK" + "IA" + "ABCDEFGH12345678"))
                .extracting(Span::kind)
                .containsExactly(Kind.KEY);
        assertThat(PersonalData.find("sk" + "-proj-" + letters))
                .extracting(Span::kind)
                .containsExactly(Kind.KEY);
    }

    @Test
    void chosen_kinds_are_redacted_with_typed_placeholders() {
        String text = "mail a.b@example.com or call +49 30 901820";
        assertThat(PersonalData.redact(text, EnumSet.allOf(Kind.class))).isEqualTo("mail [EMAIL] or call [PHONE]");
        assertThat(PersonalData.redact(text, EnumSet.of(Kind.EMAIL))).isEqualTo("mail [EMAIL] or call +49 30 901820");
        assertThat(PersonalData.redact("nothing", EnumSet.allOf(Kind.class))).isEqualTo("nothing");
    }

    @Test
    void a_long_text_of_any_kind_takes_no_time() {
        for (String piece : List.of("1", "1 ", "a@", "1.", ":a", "+1 ", "DE89 ", "tel 1 ", "-1-", "eyJa.", "(1")) {
            String text = piece.repeat(400_000 / piece.length());
            Assertions.assertTimeout(Duration.ofSeconds(10), () -> PersonalData.find(text), piece);
        }
    }

    @Property(tries = 300)
    void what_is_redacted_holds_no_private_data_of_these_kinds(@ForAll String before, @ForAll String after) {
        String text = before + " a.b@example.com " + after;
        String redacted = PersonalData.redact(text, EnumSet.allOf(Kind.class));
        assertThat(redacted).doesNotContain("a.b@example.com");
    }
}
