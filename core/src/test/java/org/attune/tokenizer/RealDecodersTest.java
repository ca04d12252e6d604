// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.tokenizer.SentencePieceModel.Piece;
import org.attune.tokenizer.SentencePieceModel.Trainer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Vocabularies of published decoders against the ids that llama.cpp and others published for them. */
@Tag("slow")
final class RealDecodersTest {

    @Test
    void llama_s_own_file_gives_the_published_ids(@TempDir Path directory) throws IOException {
        Files.copy(shared("tokenizers/llama2/tokenizer.model"), directory.resolve("tokenizer.model"));
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertIds(tokenizer, GgufVocabulary.read(shared("tokenizers/gguf/ggml-vocab-llama-spm.gguf")));
            assertThat(tokenizer.vocabularySize()).isEqualTo(32_000);
            assertStreams(tokenizer);
            check(tokenizer, "<s>", "[INST] Grüß dich, </s> 东京 😀 [/INST]", "</s>");
        }
    }

    /** The hash is printed by {@code tools/golden/older_tokenizers.py}. */
    @Test
    void llama_s_merges_are_those_of_transformers_in_their_order() throws IOException, NoSuchAlgorithmException {
        byte[] model = Files.readAllBytes(shared("tokenizers/llama2/tokenizer.model"));
        byte[] json = new ModelFiles("llama2", Map.of("tokenizer.model", model)).tokenizerJson();
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : TokenizerJson.parse(json, "llama2").path("model").path("merges")) {
            merges.add(String.join(" ", Merge.of(merge)));
        }
        byte[] bytes = String.join("\n", merges).getBytes(StandardCharsets.UTF_8);
        assertThat(merges).hasSize(61_249);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo("58fb742b3ac88f3999a050143a97d1a0a69973ee288b2b66daab9296a6767ec6");
    }

    @Test
    void pieces_and_scores_of_a_gguf_file_give_its_ids() throws IOException {
        GgufVocabulary gguf = GgufVocabulary.read(shared("tokenizers/gguf/ggml-vocab-llama-spm.gguf"));
        List<String> tokens = gguf.list("tokens", String.class);
        List<Float> scores = gguf.list("scores", Float.class);
        List<Integer> types = gguf.list("token_type", Integer.class);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            pieces.add(new Piece(tokens.get(i), scores.get(i), types.get(i)));
        }
        SentencePieceModel model =
                new SentencePieceModel(pieces, new Trainer(SentencePieceModel.BPE, 0, "<unk>"), new byte[0]);
        byte[] json = SentencePieceBpe.tokenizerJson(new ModelFiles("gguf", Map.of()), model, false);
        try (TextTokenizer tokenizer = TextTokenizer.of(json, "gguf")) {
            assertIds(tokenizer, gguf);
        }
    }

    @Test
    void merges_of_a_gguf_file_give_its_ids() throws IOException {
        GgufVocabulary gguf = GgufVocabulary.read(shared("tokenizers/gguf/ggml-vocab-gpt-2.gguf"));
        Map<String, Integer> ids = new LinkedHashMap<>();
        gguf.list("tokens", String.class).forEach(token -> ids.put(token, ids.size()));
        ModelFiles files = new ModelFiles(
                "gguf",
                Map.of(
                        "vocab.json", TokenizerJson.mapper().writeValueAsBytes(ids),
                        "merges.txt", bytes(String.join("\n", gguf.list("merges", String.class))),
                        "tokenizer_config.json", bytes("{\"tokenizer_class\":\"GPT2Tokenizer\"}")));
        try (TextTokenizer tokenizer = TextTokenizer.of(files.tokenizerJson(), "gguf")) {
            assertIds(tokenizer, gguf);
            assertStreams(tokenizer);
            check(tokenizer, "<|endoftext|>", "Grüß dich, <|endoftext|> 东京 😀", "<|endoftext|>");
        }
    }

    @Test
    void a_folder_with_a_list_of_pieces_reads_its_prompt(@TempDir Path directory) throws IOException {
        Path stories = shared("weights/stories260K");
        Files.copy(stories.resolve("tok512_vocab.json"), directory.resolve("tok512_vocab.json"));
        Files.copy(stories.resolve("hf/config.json"), directory.resolve("config.json"));
        JsonNode golden = TokenizerJson.parse(Files.readAllBytes(stories.resolve("golden.json")), "golden.json");
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            String prompt = golden.path("prompt").stringValue();
            assertThat(tokenizer.encode(prompt, null, Limit.none()).get(0).ids())
                    .isEqualTo(Variant.ints(golden.path("prompt_ids")));
            assertThat(tokenizer.decode(Variant.ints(golden.path("prompt_ids"))))
                    .isEqualTo(prompt);
            int[] greedy = Variant.ints(golden.path("greedy_from_bos_ids"));
            assertThat(" " + tokenizer.decode(greedy))
                    .isEqualTo(golden.path("greedy_from_bos_text").stringValue());
            TextStream stream = tokenizer.stream(Arrays.copyOf(greedy, 1));
            StringBuilder text = new StringBuilder();
            Arrays.stream(greedy).skip(1).forEach(id -> text.append(stream.next(id)));
            assertThat(text + stream.rest()).isEqualTo(tokenizer.decode(greedy));
            assertStreams(tokenizer);
        }
    }

    private static void assertIds(TextTokenizer tokenizer, GgufVocabulary gguf) throws IOException {
        for (Map.Entry<String, int[]> entry : gguf.expected()) {
            assertThat(tokenizer.contentIds(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
        }
        assertThat(gguf.expected()).hasSizeGreaterThan(40);
    }

    /** What people wrote stays text between two special tokens, and comes back as it was. */
    private static void check(TextTokenizer tokenizer, String begin, String text, String end) {
        Spans spans =
                tokenizer.encodeSegments(List.of(Segment.markup(begin), Segment.literal(text), Segment.markup(end)));
        assertThat(Arrays.stream(spans.ids()).filter(tokenizer::isSpecial).count())
                .isEqualTo(2);
        assertThat(tokenizer.decode(spans.ids()).strip()).isEqualTo(text);
        assertThat(spans.end()[spans.length() - 1]).isEqualTo((begin + text + end).length());
    }

    private static void assertStreams(TextTokenizer tokenizer) {
        int[] ids = tokenizer.contentIds("Grüß dich, 东京 😀👨‍👩‍👧 it's  two\n\n\tdone");
        TextStream stream = tokenizer.stream(new int[0]);
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            String part = stream.next(id);
            assertThat(part).doesNotContain("\ufffd");
            text.append(part);
        }
        assertThat(text + stream.rest()).isEqualTo(tokenizer.decode(ids));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Path shared(String name) {
        String environment = System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared");
        Path path = Path.of(System.getProperty("attune.shared", environment))
                .resolve("data")
                .resolve(name);
        Assumptions.assumeTrue(Files.exists(path), "no " + path + ": the real vocabularies are not here");
        return path;
    }
}
