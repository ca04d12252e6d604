// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.attune.data.ReadOptions;
import org.attune.problem.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {

    private static final String GOOD = """
            text,label
            where is the card that I ordered last week,card
            how much does a transfer to another bank cost,fee
            the machine kept my card and gave no money,card
            why was I charged twice for one payment,fee
            """;

    @TempDir
    Path folder;

    private Path temporary;

    @BeforeEach
    void a_folder_for_temporary_files() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    @Test
    void sound_data_has_no_findings_but_what_is_rare() {
        Inspection inspection = inspect(Map.of("data", GOOD));
        assertThat(codes(inspection)).containsExactly("rare-label");
        assertThat(inspection.rows()).isEqualTo(4);
        assertThat(inspection.roles().inputs()).containsExactly("text");
        assertThat(inspection.roles().label()).contains("label");
        assertThat(inspection.parts().get(0).labels()).containsExactly(Map.entry("card", 2L), Map.entry("fee", 2L));
        assertThat(inspection.lengths().longest()).isEqualTo(45);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void each_planted_fault_is_found_with_its_line() {
        Inspection inspection = inspect(Map.of("data", GOOD + """
                why was I charged twice for one payment,fee
                why was I charged twice for one payment,card
                "Why was I charged twice, for one payment?",fee
                ,fee
                cafÃ© closed early,fee
                see <b>this</b> &amp; that,fee
                helloooooooooooooo,fee
                mine is a.b@example.com,fee
                pay 4111 1111 1111 1111,fee
                pay 4111 1111 1111 1112,fee
                to DE89370400440532013000,fee
                to DE89370400440532013001,fee
                lost \uFFFD here,fee
                Fee without a label,
                other spelling,Card
                """));
        assertThat(where(inspection, "duplicate")).containsExactly("6");
        assertThat(where(inspection, "conflict")).containsExactly("7");
        assertThat(where(inspection, "near-duplicate")).containsExactly("8", "15", "17");
        assertThat(where(inspection, "empty-text")).containsExactly("9");
        assertThat(where(inspection, "mojibake")).containsExactly("10");
        assertThat(where(inspection, "html")).containsExactly("11");
        assertThat(where(inspection, "repeated-character")).containsExactly("12");
        assertThat(where(inspection, "private-email")).containsExactly("13");
        assertThat(where(inspection, "private-card")).containsExactly("14");
        assertThat(where(inspection, "private-iban")).containsExactly("16");
        assertThat(where(inspection, "lost-character")).containsExactly("18");
        assertThat(where(inspection, "empty-label")).containsExactly("19");
        assertThat(codes(inspection)).contains("label-spelling");
        assertThat(finding(inspection, "conflict").command())
                .startsWith("attune data clean ")
                .endsWith("data.csv --conflicts majority --out cleaned");
    }

    @Test
    void what_leaks_between_parts_is_found() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("train", GOOD);
        parts.put("test", """
                text,label
                where is the card that I ordered last week,card
                "Why was I charged twice for one payment, please",fee
                something else entirely,new
                """);
        Inspection inspection = inspect(parts);
        assertThat(where(inspection, "leak")).containsExactly("2");
        assertThat(where(inspection, "near-leak")).containsExactly("3");
        assertThat(finding(inspection, "unknown-label").examples())
                .extracting(Finding.Example::excerpt)
                .containsExactly("new");
        assertThat(finding(inspection, "leak").command()).contains("train.csv --held-out ", "test.csv --out cleaned");
    }

    @Test
    void a_line_that_is_no_row_is_a_finding_with_its_place() {
        Inspection inspection = inspect(Map.of("data", GOOD + "one field\n"));
        assertThat(inspection.rows()).isEqualTo(4);
        assertThat(where(inspection, "broken-line")).containsExactly("6");
    }

    @Test
    void tokens_are_counted_on_a_sample_with_an_interval() {
        InspectOptions.Tokens tokens = new InspectOptions.Tokens("words", 8, text -> text.split(" ").length, 3);
        Path file = write("data.csv", GOOD.getBytes(StandardCharsets.UTF_8));
        InspectOptions options = new InspectOptions(Map.of(), 0.7, temporary, Optional.of(tokens));
        try (Inspector inspector = new Inspector(options)) {
            inspector.part("data", List.of(file.toString()), ReadOptions.auto());
            Inspection.TokenLengths lengths = inspector.conclude().tokens().orElseThrow();
            assertThat(lengths.sample()).isEqualTo(3);
            assertThat(lengths.longest()).isEqualTo(9);
            assertThat(lengths.truncated().low()).isLessThan(lengths.truncated().value());
            assertThat(lengths.truncated().value())
                    .isLessThanOrEqualTo(lengths.truncated().high());
        }
    }

    @Test
    void the_interval_of_a_share_is_wilsons() {
        Inspection.Share share = TokenSample.wilson(10, 100);
        assertThat(share.low()).isCloseTo(0.0552, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(share.high()).isCloseTo(0.1744, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(TokenSample.wilson(0, 50).low()).isZero();
    }

    @Test
    void rows_of_conversations_and_of_tokens_have_texts() {
        String messages = "{\"messages\": [{\"role\": \"user\", \"content\": \"mail me at a.b@example.com\"}]}\n";
        Inspection inspection = inspect("chat.jsonl", messages.getBytes(StandardCharsets.UTF_8));
        assertThat(codes(inspection)).containsExactly("private-email");
        Inspection tagged =
                inspect("words.conll", "EU B-ORG\nrejects O\n\nPeter B-PER\n".getBytes(StandardCharsets.UTF_8));
        assertThat(tagged.rows()).isEqualTo(2);
        assertThat(tagged.lengths().longest()).isEqualTo("EU rejects".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "nulls", "cut gzip", "long line", "deep", "half array", "bomb"})
    void what_cannot_be_read_is_one_problem_with_its_place(String kind) {
        byte[] bytes = switch (kind) {
            case "random" -> random(5000);
            case "nulls" -> new byte[4000];
            case "cut gzip" -> java.util.Arrays.copyOf(gzip(GOOD.repeat(50).getBytes(StandardCharsets.UTF_8)), 90);
            case "long line" -> ("text,label\n" + "x".repeat(17_000_000)).getBytes(StandardCharsets.UTF_8);
            case "deep" -> ("{\"text\":" + "[".repeat(5000)).getBytes(StandardCharsets.UTF_8);
            case "half array" -> "[{\"text\": \"a\"}, {\"te".getBytes(StandardCharsets.UTF_8);
            default -> gzip(new byte[40_000_000]);
        };
        String name = kind.equals("deep") ? "data.jsonl" : kind.equals("half array") ? "data.json" : "data.csv";
        assertThatThrownBy(() -> inspect(name, bytes)).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e.problems()).hasSize(1);
            assertThat(e.problems().get(0).where()).contains(name);
        });
        assertThat(temporary).isEmptyDirectory();
    }

    private Inspection inspect(Map<String, String> parts) {
        try (Inspector inspector = new Inspector(new InspectOptions(Map.of(), 0.7, temporary, Optional.empty()))) {
            parts.forEach((name, text) -> inspector.part(
                    name,
                    List.of(write(name + ".csv", text.getBytes(StandardCharsets.UTF_8))
                            .toString()),
                    ReadOptions.auto()));
            return inspector.conclude();
        }
    }

    private Inspection inspect(String name, byte[] bytes) {
        try (Inspector inspector = new Inspector(new InspectOptions(Map.of(), 0.7, temporary, Optional.empty()))) {
            inspector.part("data", List.of(write(name, bytes).toString()), ReadOptions.auto());
            return inspector.conclude();
        }
    }

    private static List<String> codes(Inspection inspection) {
        return inspection.findings().stream().map(Finding::code).toList();
    }

    private static Finding finding(Inspection inspection, String code) {
        return inspection.findings().stream()
                .filter(f -> f.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Lines of the examples. */
    private static List<String> where(Inspection inspection, String code) {
        Finding finding = finding(inspection, code);
        assertThat(finding.count()).isEqualTo(finding.examples().size());
        return finding.examples().stream()
                .map(e -> e.where().substring(e.where().lastIndexOf(':') + 1))
                .toList();
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
