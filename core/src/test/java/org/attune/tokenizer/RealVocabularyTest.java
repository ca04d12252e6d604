// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BERT's own vocabulary on thousands of lines in many languages, against the word pieces that others published. */
@Tag("slow")
final class RealVocabularyTest {

    @Test
    void tokenizer_json_and_vocab_txt_give_the_published_pieces_of_every_line(@TempDir Path directory)
            throws IOException {
        Path shared = shared("data/tokenizers");
        Files.copy(shared.resolve("bert-base-uncased-vocab.txt"), directory.resolve("vocab.txt"));
        byte[] json = Files.readAllBytes(shared.resolve("all-minilm-l6-v2-tokenizer.json"));
        List<String[]> lines = lines(shared.resolve("bert_uncased_expected_1.tsv.gz"));
        try (TextTokenizer old = TextTokenizer.open(directory);
                TextTokenizer current = TextTokenizer.of(json, "minilm")) {
            for (String[] line : lines) {
                int[] expected = Arrays.stream(line, 1, line.length)
                        .mapToInt(piece -> old.idOf(piece).orElseThrow())
                        .toArray();
                assertThat(old.contentIds(line[0])).as(line[0]).isEqualTo(expected);
                assertThat(current.contentIds(line[0])).as(line[0]).isEqualTo(expected);
            }
            List<String> texts = lines.stream().map(line -> line[0]).toList();
            List<List<Encoding>> parallel = old.encodeAll(texts, null, Limit.of(64));
            for (int i = 0; i < texts.size(); i++) {
                assertThat(parallel.get(i).get(0).ids())
                        .isEqualTo(current.encode(texts.get(i), null, Limit.of(64))
                                .get(0)
                                .ids());
            }
        }
        assertThat(lines).hasSize(4954);
    }

    private static List<String[]> lines(Path file) throws IOException {
        List<String[]> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.split("\t", -1));
            }
        }
        return lines;
    }

    private static Path shared(String folder) {
        String environment = System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared");
        Path path = Path.of(System.getProperty("attune.shared", environment)).resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(path), "no " + path + ": the real vocabularies are not here");
        return path;
    }
}
