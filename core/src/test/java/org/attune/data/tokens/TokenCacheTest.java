// SPDX-License-Identifier: Apache-2.0
package org.attune.data.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Examples;
import org.attune.problem.WorkException;
import org.attune.run.Hazard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCacheTest {

    private static final EncodingNotes NOTES = new EncodingNotes(3, List.of("two rows are odd", "ünd"));

    @TempDir
    Path folder;

    private TokenCache cache;
    private int made;

    @BeforeEach
    void a_cache_that_keeps_nothing_in_the_heap() {
        cache = new TokenCache(folder, 0);
    }

    @AfterEach
    void no_hazard_stays() {
        System.clearProperty(Hazard.PROPERTY);
    }

    private static Example example(int number) {
        int[] ids = IntStream.range(0, number % 300 + 1)
                .map(i -> number % 3 == 0 ? i * 70_000 : number + i)
                .toArray();
        Example.Tokens tokens = new Example.Tokens(
                ids,
                new int[number % 2 == 0 ? 0 : ids.length],
                IntStream.of(ids).map(i -> -1).toArray());
        Example.Features features = number % 5 == 0 ? new Example.Pair(tokens, tokens) : tokens;
        double[][] targets = {{}, {2}, {-100, 70_000, Integer.MIN_VALUE}, {0.1, Double.NaN}, {-0.0}};
        return new Example(number / 2, (long) number << 40, features, targets[number % targets.length]);
    }

    private EncodingNotes encode(Consumer<Example> into) {
        made++;
        IntStream.range(0, 5_000).mapToObj(TokenCacheTest::example).forEach(into);
        return NOTES;
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.reduce((a, b) -> {
                        throw new AssertionError("two files: " + a + " and " + b);
                    })
                    .orElseThrow();
        }
    }

    /** All of an example, bit for bit: records compare their arrays by identity, and nought is minus nought. */
    private static String said(Example example) {
        List<Example.Tokens> parts = example.features() instanceof Example.Pair pair
                ? List.of(pair.first(), pair.second())
                : List.of((Example.Tokens) example.features());
        StringBuilder said = new StringBuilder(example.row() + " " + example.key());
        parts.forEach(part -> said.append(Arrays.toString(part.ids()))
                .append(Arrays.toString(part.typeIds()))
                .append(Arrays.toString(part.words())));
        Arrays.stream(example.target())
                .mapToLong(Double::doubleToRawLongBits)
                .forEach(bits -> said.append(' ').append(bits));
        return said.toString();
    }

    private static void assertWhole(TokenCache.Split split) {
        assertThat(split.notes()).isEqualTo(NOTES);
        assertThat(split.examples()).hasSize(5_000);
        for (int i = 0; i < 5_000; i++) {
            Example wanted = example(i);
            assertThat(said(split.examples().get(i))).isEqualTo(said(wanted));
            assertThat(Examples.length(split.examples(), i)).isEqualTo(wanted.length());
            assertThat(Examples.row(split.examples(), i)).isEqualTo(wanted.row());
        }
    }

    @Test
    void examples_come_back_as_they_were_and_are_made_once() throws IOException {
        assertWhole(cache.get("key", this::encode));
        assertWhole(cache.get("key", this::encode));
        assertThat(made).isEqualTo(1);
        assertThat(file().getFileName()).hasToString("key.tokens");

        cache.get("other", this::encode);
        assertThat(made).as("of another key").isEqualTo(2);
    }

    @Test
    void what_fits_the_heap_is_not_written() {
        TokenCache large = new TokenCache(folder.resolve("none"), 1L << 30);

        assertWhole(large.get("key", this::encode));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_file_that_is_cut_or_changed_is_made_again() throws IOException {
        cache.get("key", this::encode);
        Path file = file();
        byte[] whole = Files.readAllBytes(file);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        List<byte[]> damaged = List.of(
                new byte[0],
                Arrays.copyOf(whole, whole.length / 2),
                longer,
                changed(whole, whole.length / 2),
                changed(whole, whole.length - 60), // in what is known besides the examples
                changed(whole, whole.length - 12)); // in the checksum
        for (int i = 0; i < damaged.size(); i++) {
            Files.write(file, damaged.get(i));
            assertWhole(cache.get("key", this::encode));
            assertThat(made).as("damage %d", i).isEqualTo(i + 2);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    private static byte[] changed(byte[] whole, int place) {
        byte[] changed = whole.clone();
        changed[place] ^= 4;
        return changed;
    }

    @Test
    void a_split_that_is_wrong_leaves_no_file() throws IOException {
        assertThatThrownBy(() -> cache.get("key", into -> {
                    encode(into);
                    throw new IllegalArgumentException("row 7");
                }))
                .hasMessage("row 7");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_full_disk_is_told_with_where_it_is_and_what_to_do() throws IOException {
        System.setProperty(Hazard.PROPERTY, "disk-full:tokens:mid-write");

        assertThatThrownBy(() -> cache.get("key", this::encode))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("No space left")
                .hasMessageContaining("attune.cache");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void files_that_nobody_uses_go_after_thirty_days() throws IOException {
        cache.get("old", this::encode);
        cache.get("used", this::encode);
        Path left = Files.createFile(folder.resolve(".killed.tmp"));
        Path foreign = Files.createFile(folder.resolve("notes.txt"));
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
        for (Path file : List.of(folder.resolve("old.tokens"), folder.resolve("used.tokens"), left, foreign)) {
            Files.setLastModifiedTime(file, longAgo);
        }
        cache.get("used", this::encode);
        cache.get("new", this::encode);

        assertThat(folder.resolve("old.tokens")).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(folder.resolve("used.tokens")).exists();
        assertThat(foreign).exists();
    }
}
