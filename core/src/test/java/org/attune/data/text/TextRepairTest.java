// SPDX-License-Identifier: Apache-2.0
package org.attune.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRepairTest {

    @ParameterizedTest
    @CsvSource({
        "cafÃ© au lait, café au lait",
        "it doesnâ€™t work, it doesn’t work",
        "GrÃ¼ÃŸe, Grüße",
        "cafÃƒÂ© twice, café twice",
        "nice ðŸ˜€, nice 😀",
        "Ð¿Ñ€Ð¸Ð²ÐµÑ‚, привет",
    })
    void text_read_by_the_wrong_code_page_is_mended(String wrong, String right) {
        assertThat(Mojibake.repair(wrong)).isEqualTo(right);
        assertThat(Mojibake.found(wrong)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "café, Grüße, naïve, Ærø",
                "„Spaß“ und “SÃO PAULO”",
                "привет",
                "日本語のテキスト",
                "“BOM DIA, AMANHÔ",
                "50 € – 60 €",
                "half Ã© broken and right é",
            })
    void right_text_stays_as_it_is(String text) {
        assertThat(Mojibake.repair(text)).isSameAs(text);
    }

    @Property(tries = 500)
    void accented_letters_survive_the_wrong_code_page(@ForAll @CharRange(from = 'à', to = 'ö') String accents) {
        String text = "x" + accents;
        String wrong = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        assertThat(Mojibake.repair(text)).isEqualTo(text);
        if (!accents.isEmpty() && wrong.indexOf('\uFFFD') < 0) {
            assertThat(Mojibake.repair(wrong)).isEqualTo(text);
        }
    }

    @Test
    void elements_go_and_references_become_characters() {
        assertThat(Markup.strip("<p>One &amp; two</p><p>three<br/>four</p>")).isEqualTo("One & two\nthree\nfour");
        assertThat(Markup.strip("<a href=\"x\">link</a> &#233;&#xe9;&eacute;")).isEqualTo("link ééé");
        assertThat(Markup.strip("<style>p {}</style>text<!-- note -->")).isEqualTo("text");
        assertThat(Markup.found("see <b>this</b>")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b and c > d",
                "I <3 you",
                "AT&T; R&D",
                "<name> is required",
                "if x<y then z>1",
                "&unknown; &#2;"
            })
    void signs_that_are_no_html_stay(String text) {
        assertThat(Markup.strip(text)).isEqualTo(text);
        assertThat(Markup.found(text)).isFalse();
    }

    @Test
    void unseen_characters_go_and_blanks_are_joined_only_where_asked() {
        assertThat(Blanks.trim(" a\u200bb\u0007 \n c\ufeff ")).isEqualTo("ab \n c");
        assertThat(Blanks.collapse(" a \u00a0 b\n\nc ")).isEqualTo("a b c");
        assertThat(Blanks.found("a\u0007")).isTrue();
        assertThat(Blanks.found("a\tb\n")).isFalse();
    }

    @Test
    void the_longest_run_counts_letters_and_digits() {
        assertThat(Blanks.longestRun("nooooo!!!!!!!!!!")).isEqualTo(5);
        assertThat(Blanks.longestRun("----------")).isZero();
        assertThat(Blanks.longestRun("")).isZero();
    }
}
