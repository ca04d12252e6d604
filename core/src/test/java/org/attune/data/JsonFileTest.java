// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = new DataFolder(temporary);
    }

    @Test
    void values_keep_their_kind_and_numbers_their_spelling() {
        Table table = folder.read("a.jsonl", """
                {"text": "a", "label": 1.0, "ok": true, "none": null, "list": ["x", 2], "deep": {"k": [1e3]}}

                {"text": "007", "label": 12345678901234567890}
                """);
        assertThat(table.columns()).containsExactly("text", "label", "ok", "none", "list", "deep");
        Row first = table.rows().get(0);
        assertThat(first.value("label")).isEqualTo(new Numeral("1.0"));
        assertThat(first.value("ok")).isEqualTo(true);
        assertThat(first.value("none")).isNull();
        assertThat(first.value("list")).isEqualTo(List.of("x", new Numeral("2")));
        assertThat(first.value("deep")).isEqualTo(Map.of("k", List.of(new Numeral("1e3"))));
        Row second = table.rows().get(1);
        assertThat(second.line()).isEqualTo(3);
        assertThat(second.value("text")).isEqualTo("007");
        assertThat(second.value("label")).hasToString("12345678901234567890");
        assertThat(second.value("list")).isNull();
        assertThat(second.values()).hasSize(2);
    }

    @Test
    void objects_of_an_array_know_their_line() {
        Table table = folder.read("a.json", "[\n {\"text\": \"a\"},\n\n {\n  \"text\": \"b\"},{\"text\": \"c\"}\n]\n");
        assertThat(table.rows().stream().map(Row::line)).containsExactly(2L, 4L, 5L);
    }

    @Test
    void a_json_file_with_an_object_per_line_is_read_as_that() {
        Table table = folder.read("a.json", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n");
        assertThat(table.rows()).hasSize(2);
        assertThat(folder.read("a.dat", "{\"text\": \"a\"}\n").rows()).hasSize(1);
        assertThat(folder.read("b.dat", "[{\"text\": \"a\"}]").rows()).hasSize(1);
    }

    @Test
    void every_wrong_line_is_named() {
        List<Problem> problems = folder.problems("a.jsonl", """
                {"text": "a"}
                {"text": "b",}
                ["text", "c"]
                "d"
                {"text": "e"} {"text": "f"}
                {"text": "g", "text": "h"}
                {"text": NaN}
                {"text": "\\ud83d"}
                {"text": "cut
                """);
        assertThat(problems)
                .extracting(p -> p.code() + " " + p.where())
                .containsExactly(
                        "data.json-syntax a.jsonl:2",
                        "data.json-not-an-object a.jsonl:3",
                        "data.json-not-an-object a.jsonl:4",
                        "data.json-syntax a.jsonl:5",
                        "data.json-syntax a.jsonl:6",
                        "data.json-syntax a.jsonl:7",
                        "data.json-syntax a.jsonl:8",
                        "data.json-syntax a.jsonl:9");
        assertThat(problems.get(1).found()).isEqualTo("a list");
        assertThat(problems.get(2).found()).isEqualTo("the value \"d\"");
        assertThat(problems.get(6).found()).contains("half of a character pair");
    }

    @Test
    void syntax_errors_of_an_array_are_named_with_their_line() {
        assertThat(folder.problems("a.json", "[\n{\"text\": \"a\"},\n{\"text\": b}\n]"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.where()).isEqualTo("a.json:3");
                    assertThat(p.found()).contains("column");
                });
        assertThat(folder.problems("a.json", "[\n{\"text\": \"a\"},\n{\"te"))
                .extracting(Problem::code)
                .containsOnly("data.json-syntax");
        assertThat(folder.problems("a.json", "[{\"text\": \"a\"}]\n[1]"))
                .singleElement()
                .satisfies(p -> assertThat(p.where()).isEqualTo("a.json:2"));
        assertThat(folder.problems("a.json", "[1,\n[2],\n{\"text\": \"a\"}]"))
                .extracting(Problem::where)
                .containsExactly("a.json:1", "a.json:2");
    }

    @Test
    void an_object_around_the_rows_is_named() {
        assertThat(folder.problems("a.json", "{\n\"data\": [{\"text\": \"a\"}]}"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("data.json-not-an-array");
                    assertThat(p.found()).isEqualTo("the file holds one object");
                });
    }

    @Test
    void an_array_without_objects_has_no_rows() {
        assertThat(folder.problems("a.json", "[]")).extracting(Problem::code).containsOnly("data.no-rows");
    }

    @Test
    void nesting_is_bounded() {
        String deep = "[".repeat(100_000);
        assertThat(folder.problems("a.jsonl", "{\"text\": " + deep + "\n"))
                .extracting(Problem::code)
                .containsOnly("data.json-syntax");
        assertThat(folder.problems("a.json", deep)).extracting(Problem::code).containsOnly("data.json-syntax");
    }

    @Test
    void rows_share_the_names_of_their_columns_and_read_as_maps() {
        Table table = folder.read("a.jsonl", "{\"a\": 1, \"b\": null}\n");
        Map<String, Object> copy = new java.util.HashMap<>(table.rows().get(0).values());
        assertThat(copy.keySet()).containsExactlyInAnyOrderElementsOf(Arrays.asList("a", "b"));
        assertThat(table.rows().get(0).values()).isEqualTo(copy);
    }
}
