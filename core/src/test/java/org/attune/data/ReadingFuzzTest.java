// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files read as a table or are refused with problems; {@code -Dattune.fuzz.tries=N} tries more of them. */
class ReadingFuzzTest {

    private static final int TRIES = Integer.getInteger("attune.fuzz.tries", 100);
    private static final String CSV = "text,label\n\"one, two\",a\nthree \"x\" four,b\n\"five\nsix\",a\n007,NA\n";
    private static final String JSONL =
            "{\"text\": \"one\", \"label\": 1.5}\n{\"text\": \"\\u00fc\", \"label\": [\"a\", null]}\n{\"text\": {\"k\": true}}\n";
    private static final Map<String, String> SOUND = Map.of(
            "a.csv",
            CSV,
            "a.tsv",
            CSV.replace(',', '\t'),
            "a.txt",
            CSV.replace(',', ';'),
            "a.jsonl",
            JSONL,
            "a.json",
            "[" + JSONL.strip().replace("\n", ",\n") + "]",
            "a.conll",
            "-DOCSTART- O\n\nEU B-ORG\nrejects O\n\n# c\nPeter B-PER\n",
            "a.csv.gz",
            CSV,
            "a.csv.zst",
            CSV);
    private static final String[] TOKENS = {
        "\"", "\n", "\r", "\r\n", ",", "\t", "{", "}", "[", "]", ":", "\\u0000", "\\ud800", "\0", "\uFEFF", "1e999",
        "''"
    };

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.txt", "a.jsonl", "a.json", "a.conll", "a.csv.gz", "a.csv.zst"})
    void a_damaged_file_is_a_table_or_a_problem(String name) {
        DataFolder folder = new DataFolder(temporary);
        Random random = new Random(name.hashCode());
        byte[] sound = SOUND.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            sound = DataFolder.gzip(sound);
        } else if (name.endsWith(".zst")) {
            sound = rawZstd(sound);
        }
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = mutate(sound, random);
            String file = folder.write(name, bytes);
            boolean[] problem = {false};
            Assertions.assertTimeout(
                    Duration.ofSeconds(20),
                    () -> assertThatCode(() -> problem[0] = isRefused(file))
                            .as(() -> name + " " + Arrays.toString(bytes))
                            .doesNotThrowAnyException());
            refused += problem[0] ? 1 : 0;
        }
        assertThat(refused).as("some mutations must hurt").isPositive();
    }

    /** Reads and uses a file in every way; whether it was refused. */
    private static boolean isRefused(String file) {
        try {
            Table table = Tables.read(List.of(file), ReadOptions.auto());
            assertThat(table.rows()).isNotEmpty();
            Problems problems = new Problems();
            String column = table.columns().isEmpty() ? "none" : table.columns().get(0);
            Values.texts(table.rows(), column, problems);
            Values.labels(table.rows(), column, problems);
            Values.labelSets(table.rows(), column, ",", problems);
            Values.targets(table.rows(), column, problems);
            List<Tagged> tagged = Tagged.of(table.rows(), column, "tags", problems);
            TagScheme.report(table.rows(), tagged);
            Description.of(table.rows(), List.of(column), column);
            Splits.split(table.rows(), 0.5, 1, List.of(), r -> "");
            Columns.resolve(table, Map.of(), Set.of("text", "label"), Set.of("text_pair", "tokens"));
            return false;
        } catch (InputException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(p -> {
                assertThat(p.code()).matches("[a-z]+(\\.[a-z0-9-]+)?");
                assertThat(List.of(p.where(), p.found(), p.expected(), p.fix())).noneMatch(String::isBlank);
            });
            return true;
        }
    }

    private static byte[] mutate(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes = insert(bytes, at, bytes);
                case 2 -> bytes = insert(bytes, at, token(random));
                case 3 -> bytes = insert(bytes, at, new byte[] {(byte) random.nextInt(256)});
                default -> {
                    if (bytes.length > 0) {
                        bytes[at] = (byte) random.nextInt(256);
                    }
                }
            }
        }
        return bytes;
    }

    private static byte[] token(Random random) {
        return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] insert(byte[] bytes, int at, byte[] more) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
        return all;
    }

    /** A frame with one raw block. */
    private static byte[] rawZstd(byte[] bytes) {
        int header = bytes.length << 3 | 1;
        byte[] frame = {
            0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0x38, (byte) header, (byte) (header >> 8), (byte) (header >> 16)
        };
        return insert(frame, frame.length, bytes);
    }
}
