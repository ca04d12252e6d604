// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.attune.problem.InputException;
import org.attune.tokenizer.Limit.Truncation;
import org.attune.tokenizer.SpecialTokens.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class TextTokenizerTest {

    static final List<String> NAMES = Golden.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void no_text_becomes_a_special_token(String name) {
        try (TextTokenizer tokenizer = Golden.open(name)) {
            List<String> parts = List.copyOf(tokenizer.special().all());
            Random random = new Random(7);
            for (int i = 0; i < 200; i++) {
                StringBuilder text = new StringBuilder();
                for (int k = random.nextInt(6); k >= 0; k--) {
                    text.append(parts.get(random.nextInt(parts.size()))).append(" x".substring(random.nextInt(3)));
                }
                int unknown = tokenizer.special().id(Role.UNK).orElse(-1);
                assertThat(Arrays.stream(tokenizer.contentIds(text.toString())).boxed())
                        .as(text.toString())
                        .allMatch(id -> id == unknown || !tokenizer.isSpecial(id));
            }
        }
    }

    @Test
    void added_tokens_that_are_not_special_still_match() {
        try (TextTokenizer tokenizer = Golden.open("modernbert")) {
            assertThat(tokenizer.contentIds("|||EMAIL|||"))
                    .containsExactly(tokenizer.idOf("|||EMAIL|||").orElseThrow());
        }
    }

    @Test
    void a_text_of_nothing_has_no_content() {
        try (TextTokenizer tokenizer = Golden.open("wordpiece")) {
            Encoding nothing = tokenizer.encode(" \u200b ", null, Limit.none()).get(0);
            assertThat(nothing.length()).isEqualTo(2);
            assertThat(nothing.contentLength()).isZero();
            assertThat(tokenizer.encodeWords(List.of(), Limit.none()).get(0).contentLength())
                    .isZero();
        }
    }

    @Test
    void a_lone_surrogate_moves_no_offset_behind_it() {
        try (TextTokenizer tokenizer = Golden.open("wordpiece")) {
            String text = "\ud83d old 😀 dog";
            Encoding encoding = tokenizer.encode(text, null, Limit.none()).get(0);
            int last = encoding.length() - 2;
            assertThat(text.substring(encoding.start()[last])).isEqualTo("dog");
            assertThat(encoding.end()[last]).isEqualTo(text.length());
        }
    }

    @Test
    void a_longer_text_is_a_problem_where_nothing_may_be_cut() {
        try (TextTokenizer tokenizer = Golden.open("wordpiece")) {
            Limit limit = new Limit(5, Truncation.ERROR, 0);
            assertThatThrownBy(() -> tokenizer.encode("a b c d", null, limit))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("4 tokens")
                    .hasMessageContaining("at most 3 tokens");
            assertThat(tokenizer.encode("a b c", null, limit).get(0).truncated())
                    .isFalse();
            assertThat(tokenizer.encode("a b c d", null, Limit.of(5)).get(0).truncated())
                    .isTrue();
            assertThatThrownBy(() -> tokenizer.encodeAll(List.of("a", "a b c d", "b", "e f g h i"), null, limit))
                    .hasMessageContaining("row 2, text: 4 tokens")
                    .hasMessageContaining("row 4, text: 5 tokens");
        }
    }

    @Test
    void limits_that_leave_no_room_are_refused() {
        try (TextTokenizer tokenizer = Golden.open("wordpiece")) {
            assertThatThrownBy(() -> tokenizer.encode("a", null, Limit.of(2)))
                    .hasMessageContaining("set max_length to 3 or more");
            assertThatThrownBy(() -> tokenizer.encode("a", "b", Limit.of(3))).hasMessageContaining("3 special tokens");
            assertThatThrownBy(() -> tokenizer.encode("a", null, new Limit(6, Truncation.RIGHT, 4)))
                    .hasMessageContaining("set stride to at most 3");
            assertThatThrownBy(() -> tokenizer.encode("a", "b", new Limit(6, Truncation.RIGHT, 1)))
                    .hasMessageContaining("not of pairs");
            assertThatThrownBy(() -> new Limit(0, Truncation.RIGHT, 0)).hasMessageContaining("at least 1");
            assertThatThrownBy(() -> new Limit(5, Truncation.RIGHT, -1)).hasMessageContaining("0 or more");
            assertThatThrownBy(() -> new Limit(5, Truncation.ERROR, 2)).hasMessageContaining("truncation: error");
            assertThatThrownBy(() -> tokenizer.contentIds("a".repeat(1_000_001)))
                    .hasMessageContaining("at most 1000000 characters");
        }
    }

    @Test
    void windows_are_numbered_and_lose_nothing() {
        try (TextTokenizer tokenizer = Golden.open("wordpiece")) {
            List<Encoding> windows = tokenizer.encode("a b c d e f g", null, new Limit(5, Truncation.RIGHT, 1));
            assertThat(windows).extracting(Encoding::window).containsExactly(0, 1, 2);
            assertThat(windows).noneMatch(Encoding::truncated);
        }
    }

    @Test
    void many_texts_on_two_threads_give_the_same_in_their_order() {
        try (TextTokenizer tokenizer = Golden.open("roberta")) {
            List<String> texts = IntStream.range(0, 3000)
                    .mapToObj(i -> "text " + i + " naïve 😀")
                    .toList();
            List<List<Encoding>> all = tokenizer.encodeAll(texts, texts, Limit.of(20));
            for (int i = 0; i < texts.size(); i += 7) {
                assertThat(all.get(i).get(0).ids())
                        .isEqualTo(tokenizer
                                .encode(texts.get(i), texts.get(i), Limit.of(20))
                                .get(0)
                                .ids());
            }
            assertThat(all).hasSize(3000);
        }
    }

    @Test
    void a_closed_tokenizer_says_so() {
        TextTokenizer tokenizer = Golden.open("wordpiece");
        tokenizer.close();
        tokenizer.close();
        assertThatThrownBy(() -> tokenizer.contentIds("a")).hasMessageContaining("closed");
        assertThatThrownBy(() -> tokenizer.decode(new int[] {5})).hasMessageContaining("closed");
    }

    @Test
    void ids_of_no_token_are_decoded_to_nothing() {
        try (TextTokenizer tokenizer = Golden.open("wordpiece")) {
            int[] ids = tokenizer.contentIds("the fox");
            int[] more = IntStream.concat(Arrays.stream(ids), IntStream.of(-5, 1_000_000, Integer.MAX_VALUE))
                    .toArray();
            assertThat(tokenizer.decode(more)).isEqualTo("the fox");
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void a_saved_tokenizer_opens_again_as_the_same(String name, @TempDir Path directory) throws IOException {
        try (TextTokenizer tokenizer = Golden.open(name)) {
            tokenizer.save(directory);
            assertThat(directory.resolve("tokenizer.json")).hasBinaryContent(Golden.bytes(name + ".tokenizer"));
            assertThat(directory.resolve("special_tokens_map.json")).exists();
            try (TextTokenizer again = TextTokenizer.open(directory)) {
                assertThat(again.sha256()).isEqualTo(tokenizer.sha256()).hasSize(64);
                assertThat(again.special()).isEqualTo(tokenizer.special());
            }
        }
    }

    @Test
    void what_the_configuration_overrides_changes_pieces_and_hash(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("tokenizer.json"), Golden.bytes("wordpiece.tokenizer"));
        Files.writeString(
                directory.resolve("tokenizer_config.json"), "{\"do_lower_case\": false, \"pad_token\": \"[X]\"}");
        try (TextTokenizer plain = Golden.open("wordpiece");
                TextTokenizer cased = TextTokenizer.open(directory)) {
            assertThat(cased.contentIds("THE")).isNotEqualTo(plain.contentIds("THE"));
            assertThat(cased.sha256()).isNotEqualTo(plain.sha256());
            // A token of no vocabulary is none: the usual one stays.
            assertThat(cased.special().id(Role.PAD)).hasValue(0);
            Path copy = directory.resolve("copy");
            cased.save(copy);
            assertThat(copy.resolve("tokenizer_config.json"))
                    .hasSameBinaryContentAs(directory.resolve("tokenizer_config.json"));
        }
    }

    @Test
    void a_directory_without_a_tokenizer_names_what_is_supported(@TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> TextTokenizer.open(directory.resolve("none"))).hasMessageContaining("nothing");
        assertThatThrownBy(() -> TextTokenizer.open(directory))
                .hasMessageContaining("none of them")
                .hasMessageContaining("vocab.json and merges.txt");
        Files.writeString(directory.resolve("spiece.model"), "x");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("spiece.model");
        Files.writeString(directory.resolve("vocab.txt"), "a\nb\n");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("no [UNK], [CLS], [SEP]");
        Files.writeString(directory.resolve("added_tokens.json"), "{}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("added_tokens.json");
    }

    @Test
    void a_configuration_with_values_of_any_kind_opens_or_is_refused(@TempDir Path directory) throws IOException {
        List<String> keys = List.of("pad_token", "unk_token", "do_lower_case", "strip_accents", "add_prefix_space");
        List<String> values =
                List.of("null", "3", "[]", "{}", "\"[Z]\"", "true", "{\"content\":5}", "{\"content\":[]}");
        Files.writeString(directory.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\nx\n");
        int opened = 0;
        for (String key : keys) {
            for (String value : values) {
                Files.writeString(directory.resolve("tokenizer_config.json"), "{\"" + key + "\":" + value + "}");
                try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
                    assertThat(tokenizer.contentIds("x")).containsExactly(4);
                    opened++;
                } catch (InputException e) {
                    assertThat(e).hasMessageContaining("special tokens stand in it");
                }
            }
        }
        assertThat(opened).isGreaterThan(30);
        Files.writeString(directory.resolve("tokenizer_config.json"), "[]");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("tokenizer_config.json");
    }

    @Test
    void a_sentencepiece_model_of_another_family_is_refused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("sentencepiece.bpe.model"), "x");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("for XLM-RoBERTa alone");
        Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"xlm-roberta\"}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("no SentencePiece model");
        Files.write(directory.resolve("sentencepiece.bpe.model"), new byte[0]);
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("another layout");
    }

    @Test
    void merges_of_another_family_are_refused(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("vocab.json"), "{\"a\":0}");
        Files.writeString(directory.resolve("merges.txt"), "#version: 0.2\n");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("an unknown kind");
        Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"deberta\"}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("\"deberta\"");
        Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"roberta\"}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("no \"<s>\"");
    }

    @Test
    void a_vocabulary_of_duplicates_or_windows_lines_is_read_as_transformers_reads_it(@TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("vocab.txt"), "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\nthe\r\nfox\r\nthe\r\n");
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertThat(tokenizer.contentIds("The fox")).containsExactly(6, 5);
            assertThat(tokenizer.vocabularySize()).isEqualTo(7);
        }
    }

    @Test
    void a_platform_without_a_native_library_is_named() {
        assertThat(NativeLibrary.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(NativeLibrary.platform("Mac OS X", "aarch64")).isEqualTo("osx-aarch64");
        assertThat(NativeLibrary.platform("Windows 11", "amd64")).isEqualTo("win-x86_64");
        assertThatThrownBy(() -> NativeLibrary.platform("Mac OS X", "x86_64")).hasMessageContaining("macOS arm64");
        assertThatThrownBy(() -> NativeLibrary.platform("SunOS", "sparc")).hasMessageContaining("SunOS on sparc");
    }
}
