// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows that differ and can be learnt: what a text is about is its first word. */
final class TinyData {

    static final List<String> TOPICS = List.of("parcel", "refund", "invoice", "kettle");
    private static final List<String> OTHERS = List.of(
            "where", "is", "my", "the", "please", "send", "broken", "late", "again", "today", "never", "twice", "anna",
            "berlin", "acme", "and", "to", "in", "it", "has");

    /** All words, for a vocabulary. */
    static final List<String> WORDS =
            java.util.stream.Stream.concat(TOPICS.stream(), OTHERS.stream()).toList();

    private TinyData() {}

    /** A text of five words, another one for each number. */
    static String text(int i) {
        return IntStream.range(0, 4)
                .mapToObj(k -> OTHERS.get((i / pow(k) + 3 * k) % OTHERS.size()))
                .collect(Collectors.joining(" ", topic(i) + " ", ""));
    }

    static String topic(int i) {
        return TOPICS.get(i % TOPICS.size());
    }

    private static int pow(int k) {
        return (int) Math.pow(OTHERS.size(), k);
    }

    static Path classes(Path file, int rows) {
        return write(file, "text,label\n", rows, i -> text(4 * i + i % 4) + "," + topic(i) + "\n");
    }

    static Path pairs(Path file, int rows) {
        return write(
                file,
                "sentence1\tsentence2\tscore\n",
                rows,
                i -> text(5 * i) + "\t" + text(7 * i + 1) + "\t" + String.format(Locale.ROOT, "%.1f", i % 11 / 2.0)
                        + "\n");
    }

    static Path tickets(Path file, int rows) {
        return write(
                file,
                "",
                rows,
                i -> "{\"text\": \"" + text(i) + "\", \"labels\": ["
                        + (i % 3 == 0 ? "" : "\"" + topic(i) + "\"" + (i % 2 == 0 ? ", \"urgent\"" : "")) + "]}\n");
    }

    static Path sentences(Path file, int rows) {
        return write(
                file,
                "",
                rows,
                i -> "anna B-PER\nis O\nin O\n" + (i % 2 == 0 ? "berlin B-LOC\n" : "the O\nacme B-ORG\n")
                        + OTHERS.get(i % 10) + " O\n" + OTHERS.get(i / 10 % 10) + " O\n\n");
    }

    /** Conversations of one exchange, as OpenAI has them. */
    static Path conversations(Path file, int rows) {
        return write(
                file,
                "",
                rows,
                i -> "{\"messages\": [{\"role\": \"user\", \"content\": \"" + text(i)
                        + "\"}, {\"role\": \"assistant\", \"content\": \"" + topic(i) + " is late\"}]}\n");
    }

    private static Path write(Path file, String heading, int rows, IntFunction<String> row) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(
                    file, IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("", heading, "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
