// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published data sets as they are published. */
@Tag("slow")
class RealFilesTest {

    private static final Set<String> TEXT_AND_LABEL = Set.of("text", "label");

    private final Path data = Path.of(Optional.ofNullable(System.getProperty("attune.shared"))
                    .or(() -> Optional.ofNullable(System.getenv("ATTUNE_SHARED")))
                    .orElse("../../shared"))
            .resolve("data");

    @BeforeEach
    void data() {
        Assumptions.assumeTrue(Files.isDirectory(data), "the folder of real data sets is not here: " + data);
    }

    private Table read(String... names) {
        return read(ReadOptions.auto(), names);
    }

    private Table read(ReadOptions options, String... names) {
        List<String> files = new ArrayList<>();
        for (String name : names) {
            files.add(data.resolve(name).toString());
        }
        return Tables.read(files, options);
    }

    @ParameterizedTest
    @CsvSource({
        "text/banking77/train.csv, 10003, 2, true",
        "text/banking77/test.csv, 3080, 2, true",
        "text/sst2/train.tsv, 6920, 2, false",
        "text/sst2/dev.tsv, 872, 2, false",
        "text/sst2/test.tsv, 1821, 2, false",
        "text/ag_news_sample/train.csv, 581, 3, false",
        "text/amazon_domains/*.jsonl.gz, 4000, 0, true",
        "tabular/adult-train.csv.gz, 32561, 15, false",
        "tabular/german.csv, 1000, 21, false",
        "tabular/housing.csv, 506, 14, false",
        "tabular/mammography.csv, 11183, 7, false",
        "tabular/pima-indians-diabetes.csv, 768, 9, false",
        "tabular/winequality-red.csv, 1599, 12, false",
        "sft/gsm8k/train.jsonl.gz, 7473, 2, true",
        "sft/alpaca_en_demo.json, 999, 3, true",
    })
    void published_files_read_with_their_known_size(String name, int rows, int columns, boolean header) {
        Table table = read(name);
        assertThat(table.rows().size()).isEqualTo(rows);
        assertThat(table.hasHeader()).isEqualTo(header);
        if (columns > 0) {
            assertThat(table.columns()).hasSize(columns);
        }
    }

    @Test
    void banking77_is_understood_without_help() {
        Table train = read("text/banking77/train.csv");
        Table test = read("text/banking77/test.csv");
        Columns columns = Columns.resolve(train, Map.of(), TEXT_AND_LABEL, Set.of("text_pair", "id"));
        assertThat(columns.required("text")).isEqualTo("text");
        assertThat(columns.required("label")).isEqualTo("category");
        Problems problems = new Problems();
        assertThat(Set.copyOf(Values.labels(train.rows(), "category", problems)))
                .hasSize(77);
        assertThat(Values.texts(train.rows(), "text", problems)).hasSize(10_003);
        assertThat(problems.list()).isEmpty();
        assertThat(train.sha256ByFile().values())
                .containsExactly("b06e26ac675513959a63135f11b94ea7786ed02da65db93a5650d8838cbc664b");
        Split split = Splits.split(train.rows(), 0.1, 13, List.of("text"), r -> String.valueOf(r.value("category")));
        assertThat(split.held().size()).isBetween(990, 1005);
        assertThat(Duplicates.between(train.rows(), test.rows(), List.of("text"), r -> "")
                        .rows())
                .isZero();
        Row last = test.rows().get(3079);
        assertThat(last.value("category")).isEqualTo("country_support");
    }

    @Test
    void sst2_is_understood_by_content() {
        Columns columns = Columns.resolve(read("text/sst2/train.tsv"), Map.of(), TEXT_AND_LABEL, Set.of());
        assertThat(columns.required("text")).isEqualTo("column0");
        assertThat(columns.required("label")).isEqualTo("column1");
    }

    @Test
    void ag_news_has_two_texts_and_says_so() {
        Table table = read("text/ag_news_sample/train.csv");
        try {
            throw new AssertionError(
                    Columns.resolve(table, Map.of(), TEXT_AND_LABEL, Set.of()).toString());
        } catch (InputException e) {
            assertThat(e.problems())
                    .singleElement()
                    .satisfies(p ->
                            assertThat(p.found()).isEqualTo("several columns could be the text: column1, column2"));
        }
        assertThat(Columns.resolve(table, Map.of("text", "2"), TEXT_AND_LABEL, Set.of())
                        .required("label"))
                .isEqualTo("column0");
    }

    @Test
    void stsb_has_lines_with_more_fields_and_they_are_named() {
        try {
            throw new AssertionError(
                    read("regression/stsb/sts-train.csv").notes().toString());
        } catch (InputException e) {
            assertThat(e.problems()).extracting(Problem::code).containsOnly("data.ragged-row");
            assertThat(e.problems().get(0).expected()).contains("here 7").contains("\\u0009");
        }
    }

    @Test
    void wnut17_reads_with_its_published_counts() {
        Table table = read("ner/wnut17/wnut17train.conll");
        Problems problems = new Problems();
        List<Tagged> sentences = Tagged.of(table.rows(), "tokens", "tags", problems);
        assertThat(problems.list()).isEmpty();
        TagScheme.Report report = TagScheme.report(table.rows(), sentences);
        assertThat(table.rows()).hasSize(3394);
        assertThat(sentences.stream().mapToInt(s -> s.tokens().size()).sum()).isEqualTo(62_730);
        assertThat(report.counts())
                .containsEntry("O", 59_570L)
                .containsEntry("B-person", 660L)
                .containsEntry("I-person", 335L);
        assertThat(report.scheme()).isEqualTo(TagScheme.BIO);
        assertThat(report.invalid()).isZero();
        assertThat(read("ner/wnut17/emerging.test.annotated").columns()).containsExactly("tokens", "tags");
    }

    @Test
    void a_second_read_of_banking77_takes_far_less_than_a_second() {
        read("text/banking77/train.csv");
        long start = System.nanoTime();
        read("text/banking77/train.csv");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(1000);
    }

    @Test
    void a_million_short_texts_fit_in_a_gigabyte(@TempDir Path folder) throws java.io.IOException {
        Path file = folder.resolve("many.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("text,label\n");
            for (int i = 0; i < 1_000_000; i++) {
                out.write("a short text of about sixty characters, counted as number " + i + ",label " + i % 77 + "\n");
            }
        }
        Files.writeString(file, Files.readString(file).replace("characters, counted", "characters counted"));
        Table table = Tables.read(List.of(file.toString()), ReadOptions.auto());
        System.gc();
        long bytes = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(table.rows()).hasSize(1_000_000);
        assertThat(bytes).isLessThan(400L << 20);
    }
}
