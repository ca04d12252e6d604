// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class TokenizerRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wordpiece | /normalizer/type | \"Cleaner\" | normalizer.type | a known type",
                "wordpiece | /normalizer/type | \"BertNormaliser\" | normalizer.type | did you mean \"BertNormalizer\"",
                "wordpiece | /normalizer/lowercase | 1 | normalizer.lowercase | true or false",
                "wordpiece | /pre_tokenizer | 3 | pre_tokenizer.type | a known type",
                "wordpiece | /model/type | \"Magic\" | model.type | a known model",
                "wordpiece | /model/unk_token | \"[X]\" | model.unk_token | a token of the vocabulary",
                "wordpiece | /model/max_input_chars_per_word | 100000 | model.max_input_chars_per_word | 1 to 1000",
                "wordpiece | /model/vocab/[CLS] | 3 | model.vocab.\"[SEP]\" | an id that no other token has",
                "wordpiece | /model/vocab/[CLS] | -1 | model.vocab.\"[CLS]\" | from 0 to 9999999",
                "wordpiece | /model/vocab/[CLS] | 2.0 | model.vocab.\"[CLS]\" | from 0 to 9999999",
                "wordpiece | /model/vocab/[CLS] | 5000000 | model.vocab | at least half of the ids",
                "wordpiece | /model/vocab | {} | model.vocab | at least one token",
                "wordpiece | /model/continuing_subword_prefix | 5 | model.continuing_subword_prefix | text of 0 to 64",
                "wordpiece | /added_tokens/0/id | 7 | added_tokens[0].id | the tokenizers library gives this token, 0",
                "wordpiece | /added_tokens/1/content | \"[PAD]\" | added_tokens[1].content | added once",
                "wordpiece | /added_tokens/1/content | \"\" | added_tokens[1].content | text of 1 to 1000",
                "wordpiece | /added_tokens/1/special | \"yes\" | added_tokens[1].special | true or false",
                "wordpiece | /post_processor/single/0/SpecialToken/id | \"[X]\" | post_processor.special_tokens | every special",
                "wordpiece | /post_processor/special_tokens/[CLS]/ids | [999999] | post_processor | below",
                "wordpiece | /post_processor/special_tokens/[CLS]/ids | [] | post_processor.special_tokens.[CLS].ids | one id",
                "wordpiece | /post_processor/pair/3/Sequence/id | \"A\" | post_processor.pair | A and B, each once",
                "wordpiece | /post_processor/single/1 | {} | post_processor.single[1] | either a Sequence or a SpecialToken",
                "wordpiece | /decoder/type | \"Magic\" | decoder.type | a known type",
                "roberta | /model/merges/0 | \"a\" | model.merges[0] | two tokens of the vocabulary",
                "roberta | /model/merges/0 | [\"<s>\",\"<pad>\"] | model.merges[0] | whose merger is in the vocabulary",
                "roberta | /model/dropout | 0.1 | model.dropout | dropout makes every tokenisation a random one",
                "roberta | /post_processor/cls | [\"<s>\"] | post_processor.cls | a token and its id",
                "unigram | /model/unk_id | 100000 | model.unk_id | a whole number from 0 to",
                "unigram | /model/unk_id | null | model.unk_id | a whole number from 0 to",
                "unigram | /model/vocab/5 | [\"<s>\",1] | model.vocab[5] | stands nowhere else",
                "unigram | /model/vocab/5 | [\"q\",1e999] | model.vocab[5] | a finite number",
                "unigram | /pre_tokenizer/replacement | \"ab\" | pre_tokenizer.replacement | one character",
                "unigram | /pre_tokenizer/prepend_scheme | \"frist\" | pre_tokenizer.prepend_scheme | did you mean \"first\"",
                "unigram | /normalizer/normalizers/1/pattern | {\"Regex\":\"(a+)+$\"} "
                        + "| normalizer.normalizers[1].pattern.Regex | a repetition inside a repetition",
                "unigram | /normalizer/normalizers/1/pattern | {\"Regex\":\" *\"} "
                        + "| normalizer.normalizers[1].pattern.Regex | matches at least one character",
                "unigram | /normalizer/normalizers/1/pattern | {\"String\":\"\"} "
                        + "| normalizer.normalizers[1].pattern.String | text of 1 to",
                "llama | /normalizer/normalizers/0/prepend | \"\" | normalizer.normalizers[0].prepend | text of 1 to 64",
                "llama | /decoder/decoders/3/stop | 1 | decoder.decoders[3].stop | tokens may be shorter",
                "llama | /decoder/decoders/3/start | 100000 | decoder.decoders[3].start | a whole number from 0 to 64",
            })
    void what_breaks_a_rule_is_named_with_its_path(
            String file, String pointer, String value, String path, String rule) {
        InputException problem = refused(file, root -> set(root, pointer, value));
        assertThat(problem.problems().get(0).where()).isEqualTo("tokenizer.json at " + path);
        assertThat(problem).hasMessageContaining(rule);
    }

    @Test
    void all_problems_of_a_file_are_named_at_once() {
        InputException problem = refused("wordpiece", root -> {
            set(root, "/normalizer/lowercase", "1");
            set(root, "/model/unk_token", "\"[X]\"");
            set(root, "/decoder/type", "\"x\"");
        });
        assertThat(problem.problems()).hasSize(3);
    }

    @Test
    void a_chain_that_makes_texts_ever_longer_is_refused() {
        String twice = "{\"type\":\"Replace\",\"pattern\":{\"String\":\"a\"},\"content\":\"aa\"}";
        String chain = "{\"type\":\"Sequence\",\"normalizers\":[" + String.join(",", List.of(twice, twice, twice));
        assertThat(opens("wordpiece", root -> set(root, "/normalizer", chain + "]}")))
                .isTrue();
        String longer = chain + ("," + twice).repeat(20) + "]}";
        assertThat(refused("wordpiece", root -> set(root, "/normalizer", longer)))
                .hasMessageContaining("more than 64 times as long");
    }

    @Test
    void a_normalized_token_that_the_normalizer_leaves_nothing_of_is_refused() {
        for (String normalizer : List.of(
                "{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"\"}",
                "{\"type\":\"Strip\",\"strip_left\":true,\"strip_right\":true}")) {
            assertThat(refused("wordpiece", root -> {
                        set(root, "/normalizer", normalizer);
                        int next = root.path("model").path("vocab").size();
                        ((ArrayNode) root.path("added_tokens"))
                                .add(OlderFile.addedToken(" ", next, false).put("normalized", true));
                    }))
                    .hasMessageContaining("leaves nothing of \" \"");
        }
    }

    @Test
    void half_of_a_surrogate_pair_is_refused_wherever_it_stands() {
        assertThat(refused("wordpiece", root -> set(root, "/model/vocab/a\ud800", "50")))
                .hasMessageContaining("surrogate pair");
        assertThat(refused("wordpiece", root -> set(root, "/decoder/note", "\"\\ud800\"")))
                .hasMessageContaining("surrogate pair");
    }

    @Test
    void two_processors_that_add_tokens_are_refused() {
        assertThat(refused("wordpiece", root -> {
                    ObjectNode sequence = root.objectNode().put("type", "Sequence");
                    ArrayNode parts = sequence.putArray("processors");
                    parts.add(root.path("post_processor")).add(root.path("post_processor"));
                    root.set("post_processor", sequence);
                }))
                .hasMessageContaining("2 post-processors that add tokens");
    }

    @Test
    void a_file_that_is_no_sound_json_is_refused_with_its_line() {
        assertThat(refused("{\"a\":1,\n\"a\":2}"))
                .hasMessageContaining("Duplicate")
                .hasMessageContaining("line 2");
        assertThat(refused("{\"a\":")).hasMessageContaining("x/tokenizer.json");
        assertThat(refused("{} {}")).hasMessageContaining("JSON");
        assertThat(refused("[1]")).hasMessageContaining("one JSON object");
        assertThat(refused("[".repeat(100))).hasMessageContaining("depth");
        assertThat(refused("{\"a\":\"\u0000\"}")).hasMessageContaining("tokenizer.unreadable");
        assertThat(catchThrowableOfType(
                        InputException.class, () -> TextTokenizer.of(new byte[] {'"', (byte) 0xC3}, "x")))
                .hasMessageContaining("the file is UTF-8");
    }

    private static InputException refused(String json) {
        return catchThrowableOfType(
                InputException.class, () -> TextTokenizer.of(json.getBytes(StandardCharsets.UTF_8), "x"));
    }

    private static InputException refused(String file, Consumer<ObjectNode> change) {
        ObjectNode root = (ObjectNode) Golden.json(file + ".tokenizer");
        change.accept(root);
        byte[] bytes = TokenizerJson.mapper().writeValueAsBytes(root);
        return catchThrowableOfType(InputException.class, () -> TextTokenizer.of(bytes, file));
    }

    private static boolean opens(String file, Consumer<ObjectNode> change) {
        ObjectNode root = (ObjectNode) Golden.json(file + ".tokenizer");
        change.accept(root);
        try (TextTokenizer tokenizer = TextTokenizer.of(TokenizerJson.mapper().writeValueAsBytes(root), file)) {
            return tokenizer.vocabularySize() > 0;
        }
    }

    private static void set(ObjectNode root, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        var parent = root.at(pointer.substring(0, slash));
        String key = pointer.substring(slash + 1);
        var node = TokenizerJson.mapper().readTree(value);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(key), node);
        } else {
            ((ObjectNode) parent).set(key, node);
        }
    }
}
