// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.attune.statistics.KeyedDraws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operation promises of any text. */
class OperationTest {

    /** Words of several scripts with what may stand between them. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.of(
                "my", "Card", "doesn't", "arrive", "8", "naïve", "STRASSE", "straße", "кот", "猫", "rnodem", "cl", "I",
                "😀");
        Arbitrary<String> gap = Arbitraries.of(" ", ", ", "  ", "-", "... ", "\n");
        return Combinators.combine(word, gap)
                .as((w, g) -> w + g)
                .list()
                .ofMaxSize(12)
                .map(all -> String.join("", all));
    }

    private static final Judge JUDGE = new Judge() {
        @Override
        public List<String> near(String word) {
            return word.equalsIgnoreCase("card") ? List.of("cards", "debit") : List.of();
        }

        @Override
        public List<Opinion> opinions(List<Copy> copies) {
            return List.of();
        }
    };

    private static String apply(Operation operation, String text, double rate, long seed) {
        return operation.apply(text, rate, new KeyedDraws(seed, 0), JUDGE);
    }

    private static int touched(String text, double rate) {
        return (int) Math.max(1, Math.round(rate * Words.of(text).count()));
    }

    @Property(tries = 300)
    void a_text_is_its_words_and_what_stands_between_them(@ForAll("texts") String text, @ForAll String any) {
        assertThat(Words.of(text).text()).isEqualTo(text);
        assertThat(Words.of(any).text()).isEqualTo(any);
    }

    @Property(tries = 300)
    void every_operation_is_a_function_of_text_and_key(
            @ForAll("texts") String text, @ForAll Operation operation, @ForAll long seed) {
        assertThat(apply(operation, text, 0.3, seed)).isEqualTo(apply(operation, text, 0.3, seed));
    }

    @Property(tries = 300)
    void swapped_words_are_the_same_words(
            @ForAll("texts") String text, @ForAll @DoubleRange(min = 0, max = 1) double rate, @ForAll long seed) {
        assertThat(Words.of(apply(Operation.SWAP, text, rate, seed)).list())
                .containsExactlyInAnyOrderElementsOf(Words.of(text).list());
    }

    @Property(tries = 300)
    void as_many_words_go_as_are_touched_and_the_others_keep_their_order(
            @ForAll("texts") String text, @ForAll @DoubleRange(min = 0, max = 1) double rate, @ForAll long seed) {
        List<String> before = Words.of(text).list();
        List<String> after = Words.of(apply(Operation.DELETE, text, rate, seed)).list();
        int wanted = before.isEmpty() ? 0 : Math.max(1, before.size() - touched(text, rate));
        assertThat(after).hasSize(wanted);
        List<String> left = new ArrayList<>(before);
        after.forEach(word -> {
            int at = left.indexOf(word);
            assertThat(at).isNotNegative();
            left.subList(0, at + 1).clear();
        });
    }

    @Property(tries = 300)
    void inserted_marks_leave_the_words_as_they_are(
            @ForAll("texts") String text, @ForAll @DoubleRange(min = 0, max = 1) double rate, @ForAll long seed) {
        String after = apply(Operation.INSERT, text, rate, seed);
        assertThat(Words.of(after).list()).isEqualTo(Words.of(text).list());
        int marks = Words.of(text).count() == 0 ? 0 : touched(text, rate);
        assertThat(after).hasSize(text.length() + 2 * marks);
    }

    @Property(tries = 300)
    void a_wrong_key_is_one_beside_the_right_one_and_one_in_a_word(
            @ForAll("texts") String text, @ForAll @DoubleRange(min = 0, max = 1) double rate, @ForAll long seed) {
        String after = apply(Operation.KEYBOARD, text, rate, seed);
        assertThat(after).hasSameSizeAs(text);
        int changed = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != after.charAt(i)) {
                changed++;
                char right = text.charAt(i);
                assertThat(Slips.beside(Character.toLowerCase(right)))
                        .contains(String.valueOf(Character.toLowerCase(after.charAt(i))));
                assertThat(Character.isUpperCase(after.charAt(i))).isEqualTo(Character.isUpperCase(right));
            }
        }
        assertThat(changed).isLessThanOrEqualTo(touched(text, rate));
    }

    @ParameterizedTest
    @CsvSource({"g, tyfhvb", "q, wa", "p, ol", "a, qwsz", "m, jkn"})
    void keys_lie_beside_each_other_as_on_a_keyboard(char key, String near) {
        assertThat(Slips.beside(key).toCharArray()).containsExactlyInAnyOrder(near.toCharArray());
    }

    @Property(tries = 300)
    void keys_beside_each_other_are_so_from_both_sides(@ForAll("letters") char key) {
        Slips.beside(key)
                .chars()
                .forEach(near -> assertThat(Slips.beside((char) near)).contains(String.valueOf(key)));
    }

    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.chars().range('a', 'z');
    }

    @Property(tries = 300)
    void a_misread_word_has_one_place_that_looks_alike(@ForAll("texts") String text, @ForAll long seed) {
        List<String> before = Words.of(text).list();
        List<String> after = Words.of(apply(Operation.OCR, text, 0.5, seed)).list();
        assertThat(after).hasSameSizeAs(before);
        int changed = 0;
        for (int word = 0; word < before.size(); word++) {
            if (!after.get(word).equals(before.get(word))) {
                changed++;
                assertThat(isMisread(before.get(word), after.get(word))).isTrue();
            }
        }
        assertThat(changed).isLessThanOrEqualTo(touched(text, 0.5));
    }

    private static boolean isMisread(String before, String after) {
        for (List<String> pair : Slips.ALIKE) {
            for (int from = 0; from < 2; from++) {
                String right = pair.get(from);
                for (int at = before.indexOf(right); at >= 0; at = before.indexOf(right, at + 1)) {
                    String read = before.substring(0, at) + pair.get(1 - from) + before.substring(at + right.length());
                    if (read.equals(after)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Property(tries = 300)
    void other_cases_are_the_same_letters(@ForAll("texts") String text, @ForAll long seed) {
        assertThat(apply(Operation.CASING, text, 0.1, seed).toLowerCase(Locale.ROOT))
                .isEqualTo(text.toLowerCase(Locale.ROOT));
    }

    @Property(tries = 300)
    void a_near_word_stands_where_its_word_stood(@ForAll("texts") String text, @ForAll long seed) {
        List<String> before = Words.of(text).list();
        List<String> after =
                Words.of(apply(Operation.NEIGHBOURS, text, 1, seed)).list();
        assertThat(after).hasSameSizeAs(before);
        for (int word = 0; word < before.size(); word++) {
            assertThat(after.get(word))
                    .isIn(before.get(word).equals("Card") ? List.of("Cards", "Debit") : before.subList(word, word + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "I don't know, I do not know",
        "Can't you help, Cannot you help",
        "I WON'T PAY, I WILL NOT PAY",
        "they\u2019re here, they are here",
        "I cannot pay, I can't pay",
        "we will not wait, we won't wait; we'll not wait",
        "I AM here, I'M here",
    })
    void short_forms_become_long_and_long_ones_short(String text, String others) {
        List<String> found = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            found.add(apply(Operation.CONTRACTIONS, text, 0.1, seed));
        }
        assertThat(found).containsOnly(others.split("; "));
    }

    @Test
    void what_would_be_no_sentence_or_may_mean_two_things_is_not_contracted() {
        for (String text : List.of("yes, I am", "it's late", "he'd go", "can'tankerous", "do nothing")) {
            assertThat(apply(Operation.CONTRACTIONS, text, 1, 3)).isEqualTo(text);
        }
    }
}
