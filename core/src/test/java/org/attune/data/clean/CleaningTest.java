// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Tables;
import org.attune.data.mend.Mended;
import org.attune.data.personal.Kind;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CleaningTest {

    private static final CleanPlan.Texts TEXTS =
            new CleanPlan.Texts(CleanPlan.Unicode.NFC, true, true, CleanPlan.Whitespace.TRIM, Set.of(Kind.EMAIL));
    private static final CleanPlan.Rows ROWS =
            new CleanPlan.Rows(CleanPlan.Missing.DROP, "", 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    private static final CleanPlan.Repeats REPEATS =
            new CleanPlan.Repeats(true, 0, CleanPlan.Keep.FIRST, CleanPlan.Conflicts.KEEP);

    @TempDir
    Path folder;

    @Test
    void nothing_is_lost_and_each_change_and_loss_is_written_down() throws IOException {
        Mended result = clean(new CleanPlan(TEXTS, ROWS, REPEATS), """
                text,label
                cafÃ© is closed,open
                "  two, lines ",open
                ,open
                two lines,other
                two lines,other
                write to a.b@example.com,other
                """);
        assertThat(result.read()).isEqualTo(6);
        assertThat(result.written()).isEqualTo(4);
        assertThat(result.rejectedBy()).containsOnly(Map.entry("missing", 1L), Map.entry("duplicate", 1L));
        assertThat(result.changedBy())
                .containsOnly(Map.entry("mojibake", 1L), Map.entry("whitespace", 1L), Map.entry("private", 1L));
        assertThat(Files.readString(result.data())).isEqualTo("""
                text,label
                café is closed,open
                "two, lines",open
                two lines,other
                write to [EMAIL],other
                """);
        assertThat(lines("rejected.jsonl").get(1).path("because").path("line").asInt(0))
                .isEqualTo(5);
        JsonNode change = lines("changed.jsonl").get(0);
        assertThat(change.path("line").asInt(0)).isEqualTo(2);
        assertThat(change.path("before").path("text").asString("")).isEqualTo("cafÃ© is closed");
        assertThat(change.path("after").path("text").asString("")).isEqualTo("café is closed");
        assertThat(Files.readAllLines(folder.resolve("out/sources.csv")))
                .hasSize(5)
                .element(3)
                .asString()
                .startsWith("3,")
                .endsWith("data.csv,5");
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(folder.resolve("out/manifest.json")));
        assertThat(manifest.path("rows").path("read").asInt(0)).isEqualTo(6);
        assertThat(manifest.path("sources").get(0).path("sha256").asString("")).hasSize(64);
        assertThat(Files.readString(folder.resolve("out/README.md"))).contains("4 rows of 6", "| duplicate | 1 |");
        assertThat(folder.resolve("out").toFile().list()).hasSize(6);
    }

    @Test
    void a_cleaned_data_set_is_clean() {
        CleanPlan plan = new CleanPlan(TEXTS, ROWS, REPEATS);
        Mended once = clean(plan, "text,label\n<p>a &amp; b</p>,x\ncafÃ©,x\n a ,y\na,y\n");
        Mended twice = new Cleaning(List.of(once.data().toString()), List.of(), Map.of(), ReadOptions.auto(), plan)
                .into(folder.resolve("again"));
        assertThat(twice.changed()).isZero();
        assertThat(twice.rejected()).isZero();
        assertThat(twice.data()).hasSameTextualContentAs(once.data());
    }

    @Test
    void near_duplicates_go_only_where_one_that_stays_is_as_similar_and_has_the_label() throws IOException {
        CleanPlan.Repeats near = new CleanPlan.Repeats(true, 0.7, CleanPlan.Keep.LONGEST, CleanPlan.Conflicts.KEEP);
        Mended result = clean(new CleanPlan(TEXTS, ROWS, near), """
                text,label
                the parcel that I ordered two weeks ago has not arrived at my house,late
                the parcel that I ordered two weeks ago has not arrived at my house yet,late
                the parcel that I ordered two weeks ago has not arrived at my house now,lost
                something else that is not like it,late
                """);
        assertThat(result.rejectedBy()).containsOnly(Map.entry("near-duplicate", 1L));
        JsonNode rejected = lines("rejected.jsonl").get(0);
        assertThat(rejected.path("line").asInt(0)).isEqualTo(2);
        assertThat(rejected.path("because").path("line").asInt(0)).isEqualTo(3);
        assertThat(rejected.path("because").path("similarity").asDouble(0)).isBetween(0.7, 1.0);
    }

    @Test
    void conflicts_are_settled_by_majority_or_dropped() {
        String rows = "text,label\na b c,x\na b c,x\na b c,y\nd e f,x\nd e f,y\ng h i,y\n";
        CleanPlan.Repeats majority =
                new CleanPlan.Repeats(false, 0, CleanPlan.Keep.FIRST, CleanPlan.Conflicts.MAJORITY);
        Mended result = clean(new CleanPlan(TEXTS, ROWS, majority), rows);
        assertThat(labels(result)).containsExactly("x", "x", "y");
        assertThat(result.rejectedBy()).containsOnly(Map.entry("conflict", 3L));
    }

    @Test
    void rows_of_held_out_data_are_taken_out_also_nearly_equal_ones() throws IOException {
        Path held = Files.writeString(folder.resolve("test.csv"), """
                text,label
                where is my card that I ordered last week,b
                A,b
                """);
        Path file = Files.writeString(folder.resolve("train.csv"), """
                text,label
                A,b
                "Where is my card, that I ordered last week?",b
                something else,b
                """);
        CleanPlan.Repeats near = new CleanPlan.Repeats(true, 0.8, CleanPlan.Keep.LAST, CleanPlan.Conflicts.KEEP);
        Mended result = new Cleaning(
                        List.of(file.toString()),
                        List.of(held.toString()),
                        Map.of(),
                        ReadOptions.auto(),
                        new CleanPlan(TEXTS, ROWS, near))
                .into(folder.resolve("out"));
        assertThat(result.read()).isEqualTo(3);
        assertThat(result.rejectedBy()).containsOnly(Map.entry("leak", 1L), Map.entry("near-leak", 1L));
    }

    @Test
    void missing_values_are_filled_or_flagged() throws IOException {
        String rows = "text,label\na,x\nb,\n,y\n";
        CleanPlan.Rows fill = new CleanPlan.Rows(CleanPlan.Missing.FILL, "none", 0, 99, 99);
        assertThat(Files.readString(
                        clean(new CleanPlan(TEXTS, fill, REPEATS), rows).data()))
                .isEqualTo("text,label\na,x\nb,none\nnone,y\n");
        CleanPlan.Rows flag = new CleanPlan.Rows(CleanPlan.Missing.FLAG, "", 0, 99, 99);
        Cleaning flagged = new Cleaning(
                List.of(folder.resolve("data.csv").toString()),
                List.of(),
                Map.of(),
                ReadOptions.auto(),
                new CleanPlan(TEXTS, flag, REPEATS));
        assertThat(Files.readString(flagged.into(folder.resolve("flagged")).data()))
                .isEqualTo("text,label,missing\na,x,\nb,,label\n,y,text\n");
    }

    @Test
    void typed_rows_keep_their_types() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), """
                {"text":" a ","label":1.50,"more":{"k":[true,null,-0.0]}}
                {"text":"b","label":2}
                """);
        Mended result = new Cleaning(
                        List.of(file.toString()),
                        List.of(),
                        Map.of(),
                        ReadOptions.auto(),
                        new CleanPlan(TEXTS, ROWS, REPEATS))
                .into(folder.resolve("out"));
        assertThat(Files.readString(result.data())).isEqualTo("""
                {"text":"a","label":1.50,"more":{"k":[true,null,-0.0]}}
                {"text":"b","label":2}
                """);
    }

    @Test
    void a_line_that_cannot_be_read_stops_it_and_leaves_nothing_behind() {
        assertThatThrownBy(() -> clean(new CleanPlan(TEXTS, ROWS, REPEATS), "text,label\na,b\nc\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("data.csv:3");
        assertThat(folder.toFile().list()).containsExactly("data.csv");
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        Files.writeString(folder.resolve("out/mine"), "mine");
        assertThatThrownBy(() -> clean(new CleanPlan(TEXTS, ROWS, REPEATS), "text,label\na,b\n"))
                .hasMessageContaining("output.exists");
    }

    private Mended clean(CleanPlan plan, String rows) {
        try {
            Path file = Files.writeString(folder.resolve("data.csv"), rows);
            return new Cleaning(List.of(file.toString()), List.of(), Map.of(), ReadOptions.auto(), plan)
                    .into(folder.resolve("out"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> labels(Mended result) {
        List<Row> rows = Tables.read(List.of(result.data().toString()), ReadOptions.auto())
                .rows();
        return rows.stream().map(r -> String.valueOf(r.value("label"))).toList();
    }

    private List<JsonNode> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(name)).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
