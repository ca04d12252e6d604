// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinalNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "so 6 * 7 = 42 | 42",
                "She has 42. | 42",
                "She has 42.0 apples, or so | 42.0",
                "first 3 #### 42 and then 5 | 42",
                "#### 1 #### 42 | 42",
                "#### $1,234.50 | 1234.50",
                "it costs 12,345,678 | 12345678",
                "1,2,3 | 3",
                "1,2345 | 2345",
                "it is 3,14 | 14",
                "a loss of -$5 | -5",
                "a loss of $-5 | -5",
                "a loss of \u22127 | -7",
                "a gain of +7 | 7",
                "5-3 | 3",
                "(4)-3 | 3",
                "x = -3 | -3",
                "about .5 | 0.5",
                "25% | 25",
                "€99.99! | 99.99",
                "\\boxed{42} | 42",
                "the answer is **42** | 42",
                "4.2e1 | 42",
                "42e | 42",
                "答案是42。 | 42",
                "42 and H2O | 42",
                "half, that is 3/4 | 4",
                "007 | 7"
            })
    void the_final_number_is_read(String text, String number) {
        assertThat(FinalNumber.of(text))
                .hasValueSatisfying(found -> assertThat(found).isEqualByComparingTo(new BigDecimal(number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "H2O", "42 ####", "42 #### none", "-", "$", "."})
    void a_text_without_a_number_has_none(String text) {
        assertThat(FinalNumber.of(text)).isEmpty();
    }

    @Test
    void numbers_match_by_value_with_any_reference() {
        assertThat(FinalNumber.matches("It is $1,042.00.", List.of("7", "#### 1042")))
                .isTrue();
        assertThat(FinalNumber.matches("It is 1042.5", List.of("#### 1042"))).isFalse();
        assertThat(FinalNumber.matches("no idea", List.of("no idea"))).isFalse();
    }

    @Test
    void a_reference_asks_for_a_number_by_the_mark_or_by_being_one() {
        assertThat(FinalNumber.isAsked("2 + 2 = 4 #### 4")).isTrue();
        assertThat(FinalNumber.isAsked(" $1,000 ")).isTrue();
        assertThat(FinalNumber.isAsked("in 1990")).isFalse();
        assertThat(FinalNumber.isAsked("####")).isFalse();
    }

    @Test
    void a_very_long_row_of_digits_is_no_answer() {
        assertThat(FinalNumber.of("9".repeat(1_000_000))).isEmpty();
        assertThat(FinalNumber.of("1" + ",000".repeat(100_000))).isEmpty();
    }
}
