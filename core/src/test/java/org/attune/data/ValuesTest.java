// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {

    @TempDir
    Path temporary;

    private final Problems problems = new Problems();

    private List<Row> rows(String lines) {
        return new DataFolder(temporary).read("a.jsonl", lines).rows();
    }

    private List<Row> csv(String lines) {
        return new DataFolder(temporary).read("a.csv", lines).rows();
    }

    private List<String> found() {
        return problems.list().stream()
                .map(p -> p.code() + " " + p.where().replaceFirst(".*a\\.(jsonl|csv):", ""))
                .toList();
    }

    @Test
    void texts_are_not_blank() {
        List<Row> rows = rows("{\"text\": \"a\"}\n{\"text\": \" \"}\n{}\n{\"text\": [1]}\n{\"text\": 1.0}\n");
        assertThat(Values.texts(rows, "text", problems)).containsExactly("a", "", "", "", "1.0");
        assertThat(found()).containsExactly("data.blank-text 2", "data.blank-text 3", "data.not-a-text 4");
        assertThat(problems.list().get(2).found()).isEqualTo("column \"text\" holds a list, \"[1]\"");
    }

    @Test
    void labels_are_spelled_as_in_the_file() {
        List<Row> rows = rows(
                "{\"l\": 1}\n{\"l\": 1.0}\n{\"l\": true}\n{\"l\": \"007\"}\n{\"l\": null}\n{\"l\": [\"a\"]}\n{\"l\": \""
                        + "x".repeat(201) + "\"}\n");
        assertThat(Values.labels(rows, "l", problems)).startsWith("1", "1.0", "true", "007", "", "");
        assertThat(found()).containsExactly("data.blank-label 5", "data.not-a-label 6", "data.long-label 7");
        assertThat(Values.areLists(rows, "l")).isTrue();
    }

    @Test
    void several_labels_are_lists_or_strings_where_that_was_said() {
        List<Row> rows = rows(
                "{\"l\": [\"b\", \"a\", \"b\", 3]}\n{\"l\": []}\n{\"l\": \"a, b,\"}\n{\"l\": \"[\\\"c, d\\\"]\"}\n");
        assertThat(Values.labelSets(rows, "l", ",", problems))
                .containsExactly(List.of("b", "a", "3"), List.of(), List.of("a", "b"), List.of("c, d"));
        assertThat(problems.list()).isEmpty();
        assertThat(Values.labelSets(rows, "l", null, problems).get(2)).isEmpty();
        assertThat(found()).containsExactly("data.not-a-list 3", "data.not-a-list 4");
        Problems others = new Problems();
        Values.labelSets(rows("{\"l\": [\"a\", null]}\n{\"l\": \"['a']\"}\n"), "l", "|", others);
        assertThat(others.list()).extracting(Problem::code).containsExactly("data.blank-label", "data.not-a-list");
    }

    @Test
    void targets_are_finite_numbers() {
        List<Row> rows =
                csv("text,y\na b,1.5\nc d,-2e3\ne f,NaN\ng h,\"1,5\"\ni j,1e999\nk l,\nm n,0x10\no p, 7 \nq r,1d\n");
        double[] targets = Values.targets(rows, "y", problems);
        assertThat(targets).startsWith(1.5, -2000);
        assertThat(targets[7]).isEqualTo(7);
        assertThat(found())
                .containsExactly(
                        "data.not-a-number 4",
                        "data.not-a-number 5",
                        "data.not-a-number 6",
                        "data.not-a-number 7",
                        "data.not-a-number 8",
                        "data.not-a-number 10");
        assertThat(problems.list().get(1).fix()).isEqualTo("write the decimal point as a point");
    }

    @Test
    void of_many_wrong_values_the_first_are_shown_and_the_rest_counted() {
        assertThat(Values.targets(csv("text,y\n" + "a b,x\n".repeat(50)), "y", problems))
                .hasSize(50);
        assertThat(problems.list()).hasSize(7);
        assertThat(problems.list().get(6).found()).isEqualTo("44 more rows with this");
    }

    @Test
    void tokens_and_tags_are_equally_long_lists() {
        List<Row> rows = rows("""
                {"tokens": ["a", "b"], "ner_tags": [0, 3]}
                {"tokens": ["a", "b"], "ner_tags": ["O"]}
                {"tokens": [], "ner_tags": []}
                {"tokens": ["a", " "], "ner_tags": ["O", "O"]}
                {"tokens": "[\\"a\\"]", "ner_tags": "[\\"O\\"]"}
                {"tokens": "['a']", "ner_tags": ["O"]}
                """);
        List<Tagged> tagged = Tagged.of(rows, "tokens", "ner_tags", problems);
        assertThat(tagged).hasSize(6);
        assertThat(tagged.get(0)).isEqualTo(new Tagged(List.of("a", "b"), List.of("0", "3")));
        assertThat(tagged.get(4)).isEqualTo(new Tagged(List.of("a"), List.of("O")));
        assertThat(found())
                .containsExactly(
                        "data.unequal-tags 2",
                        "data.not-tokens 3",
                        "data.not-tokens 3",
                        "data.not-tokens 4",
                        "data.not-tokens 6");
        assertThat(problems.list().get(0).found()).endsWith("1 tags for 2 tokens");
    }
}
