// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.attune.problem.InputException;
import org.attune.tokenizer.SpecialTokens.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Files of decoders from before tokenizer.json: what they mean, and which are refused. */
final class OlderDecodersTest {

    @TempDir
    private Path directory;

    @Test
    void a_list_of_pieces_gives_the_ids_of_its_model() throws IOException {
        Path model = Files.createDirectories(directory.resolve("model"));
        Golden.write(Golden.json("llama-legacy").path("files"), model);
        write("tok_vocab.json", PieceLists.llama().toString());
        try (TextTokenizer list = TextTokenizer.open(directory);
                TextTokenizer whole = TextTokenizer.open(model)) {
            for (JsonNode entry : Golden.json("llama-legacy").path("cases")) {
                String text = entry.path("text").stringValue();
                // What is user-defined in the model is a piece like any other in the list.
                if (!text.contains("    ")) {
                    assertThat(list.contentIds(text)).as(text).isEqualTo(whole.contentIds(text));
                }
            }
            assertThat(list.special().id(Role.BOS)).hasValue(1);
            assertThat(list.special().id(Role.EOS)).hasValue(2);
            assertThat(list.encode("x", null, Limit.none()).get(0).ids()).startsWith(1);
        }
    }

    @Test
    void a_list_of_pieces_that_lies_is_refused() {
        ArrayNode list = PieceLists.llama();
        ((ObjectNode) list.get(7)).put("id", 9);
        refused("tok_vocab.json", list.toString(), "entry 7 without its id");
        refused("tok_vocab.json", "{}", "no list");
        refused("tok_vocab.json", "[", "from entry 0 on");
        refused("tok_vocab.json", "[]", "no pieces");
        refused("tok_vocab.json", "[{\"id\":0,\"piece_hex\":\"c3\",\"score\":0}]", "from entry 0 on");
        refused("tok_vocab.json", "[{\"id\":0,\"piece_hex\":\"0\",\"score\":0}]", "from entry 0 on");
        refused("tok_vocab.json", "[{\"id\":0,\"piece\":\"\",\"score\":0}]", "the piece \"\"");
        refused("tok_vocab.json", "[{\"id\":0,\"piece\":\"a\",\"score\":1e99}]", "the score Infinity");
    }

    @Test
    void of_two_lists_of_pieces_none_is_taken() {
        write("a_vocab.json", "[]");
        refused("b_vocab.json", "[]", "a_vocab.json, b_vocab.json");
    }

    @Test
    void a_model_whose_pieces_cannot_be_merged_in_time_is_refused() {
        refused("tokenizer.model", model(2, "<unk>", "a".repeat(9000), "b".repeat(30_000)), "thousands of characters");
        refused("tokenizer.model", model(2, "<unk>", "a", "a"), "the piece \"a\" twice");
        refused("tokenizer.model", model(2, "<unk>", ""), "the piece \"\"");
        refused("tokenizer.model", model(2), "no pieces");
        refused("tokenizer.model", model(2, "a", "b"), "a token of the vocabulary");
    }

    @Test
    void a_model_of_an_unknown_kind_is_refused() {
        refused("tokenizer.model", model(1, "<unk>", "a"), "not of the kind BPE");
        refused("tokenizer.model", model(3, "<unk>", "a"), "not of the kind BPE");
        refused("tokenizer.model", "IQ== 0\nIg== 1\n".getBytes(StandardCharsets.UTF_8), "a tiktoken vocabulary");
        refused("tokenizer.model", "no model".getBytes(StandardCharsets.UTF_8), "no SentencePiece model");
        write("config.json", "{\"model_type\": \"internlm\"}");
        refused("tokenizer.model", model(2, "<unk>", "a"), "\"internlm\"");
    }

    @Test
    void a_piece_that_is_cut_off_is_refused() {
        byte[] whole = model(2, "<unk>", "<s>", "</s>", "a");
        for (int length = 1; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            write("tokenizer.model", part);
            try (TextTokenizer opened = TextTokenizer.open(directory)) {
                assertThat(opened.vocabularySize()).isLessThan(5);
            } catch (InputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void qwen_s_end_of_text_gets_the_next_id_where_nothing_is_configured() {
        write("config.json", "{\"model_type\": \"qwen3\"}");
        write("merges.txt", "#version: 0.2\na b\n");
        write("vocab.json", "{\"a\":0,\"b\":1,\"ab\":2}");
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertThat(tokenizer.special().id(Role.EOS)).hasValue(3);
            assertThat(tokenizer.contentIds("ab")).containsExactly(2);
        }
    }

    @Test
    void added_tokens_that_the_configuration_repeats_are_read_and_others_refused() {
        write("config.json", "{\"model_type\": \"qwen2\"}");
        write("merges.txt", "a b\n");
        write("vocab.json", "{\"a\":0,\"b\":1,\"ab\":2}");
        write("added_tokens.json", "{\"<x>\": 3}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("not repeated in");
        write(
                "tokenizer_config.json",
                "{\"added_tokens_decoder\": {\"3\": {\"content\": \"<x>\", \"special\": true}}}");
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertThat(tokenizer.isSpecial(3)).isTrue();
        }
        write("tokenizer_config.json", "{\"added_tokens_decoder\": {\"x\": {\"content\": \"<x>\"}}}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("the id of each added token");
        write(
                "tokenizer_config.json",
                "{\"added_tokens_decoder\": {\"3\": {\"content\": \"<x>\"}, \"7\": {\"content\": 5}}}");
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("added_tokens[1].content");
    }

    private void refused(String name, String content, String message) {
        refused(name, content.getBytes(StandardCharsets.UTF_8), message);
    }

    private void refused(String name, byte[] content, String message) {
        write(name, content);
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining(message);
    }

    private void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) {
        ModelFiles.write(directory.resolve(name), content);
    }

    /** A SentencePiece model of an algorithm (2: BPE) with pieces without scores. */
    private static byte[] model(int algorithm, String... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String piece : pieces) {
            byte[] text = piece.getBytes(StandardCharsets.UTF_8);
            field(
                    out,
                    1,
                    ByteBuffer.allocate(text.length + 6)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put((byte) 0x0A)
                            .put(varint(text.length))
                            .put(text));
        }
        field(out, 2, ByteBuffer.allocate(2).put((byte) 0x18).put((byte) algorithm));
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, ByteBuffer content) {
        byte[] bytes = new byte[content.flip().remaining()];
        content.get(bytes);
        out.write((number << 3) | 2);
        out.writeBytes(varint(bytes.length));
        out.writeBytes(bytes);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write((rest & 0x7F) | 0x80);
        }
        out.write(rest);
        return out.toByteArray();
    }
}
