// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    private static final Set<String> TEXT_AND_LABEL = Set.of("text", "label");

    @TempDir
    Path temporary;

    private Table table(String header, String... rows) {
        return new DataFolder(temporary).read("a.csv", header + "\n" + String.join("\n", rows) + "\n");
    }

    private static List<Problem> problems(Table table, Map<String, String> named, Set<String> optional) {
        try {
            Columns columns = Columns.resolve(table, named, TEXT_AND_LABEL, optional);
            throw new AssertionError("resolved: " + columns);
        } catch (InputException e) {
            return e.problems();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text,label|text|label",
                "sentence,category|sentence|category",
                "Utterance,Intent|Utterance|Intent",
                "message,label,label_text|message|label",
                "id,review,sentiment|review|sentiment",
                "text,content,label|text|label",
                "query,gold-label|query|gold-label",
            })
    void columns_are_guessed_by_name(String header, String text, String label) {
        String row = header.replaceAll("[^,]+", "v");
        Columns columns = Columns.resolve(table(header, row, row), Map.of(), TEXT_AND_LABEL, Set.of("id"));
        assertThat(columns.required("text")).isEqualTo(text);
        assertThat(columns.column("label")).contains(label);
        assertThat(columns.guesses()).allMatch(g -> g.contains("because it has "));
    }

    @Test
    void a_pair_is_found_by_the_names_that_belong_together() {
        Table table = table("sentence1,sentence2,score", "a b,c d,1.5");
        Columns columns = Columns.resolve(table, Map.of(), TEXT_AND_LABEL, Set.of("text_pair"));
        assertThat(columns.required("text")).isEqualTo("sentence1");
        assertThat(columns.required("text_pair")).isEqualTo("sentence2");
        assertThat(columns.required("label")).isEqualTo("score");
        assertThat(columns.guesses())
                .contains("text_pair: column \"sentence2\", because it is the usual partner of \"sentence1\"");
    }

    @Test
    void half_of_a_pair_is_never_taken_silently() {
        Table table = table("premise,hypothesis,label", "a b,c d,x");
        assertThat(problems(table, Map.of(), Set.of())).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("data.ambiguous-column");
            assertThat(p.found()).contains("premise, hypothesis");
        });
    }

    @Test
    void equally_good_names_are_a_problem_that_lists_them() {
        Table table = table("review,content,intent,class", "a b,c d,x,y");
        List<Problem> problems = problems(table, Map.of(), Set.of());
        assertThat(problems)
                .extracting(Problem::where)
                .containsExactlyInAnyOrder("data.columns.text", "data.columns.label");
        assertThat(problems).extracting(Problem::found).anyMatch(f -> f.endsWith("review, content"));
        assertThat(Columns.resolve(table, Map.of("text", "review", "label", "class"), TEXT_AND_LABEL, Set.of())
                        .guesses())
                .isEmpty();
    }

    @Test
    void without_names_content_tells() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "a sentence about thing " + i + "," + i % 3)
                .collect(Collectors.joining("\n"));
        Table table = new DataFolder(temporary).read("a.csv", rows + "\n");
        assertThat(table.hasHeader()).isFalse();
        Columns columns = Columns.resolve(table, Map.of(), TEXT_AND_LABEL, Set.of());
        assertThat(columns.required("text")).isEqualTo("column0");
        assertThat(columns.required("label")).isEqualTo("column1");
        assertThat(columns.guesses())
                .contains("label: column \"column1\", because it has few different values (3 in 20 rows)");
    }

    @Test
    void rows_without_any_column_are_a_problem() {
        Table table = new DataFolder(temporary).read("a.jsonl", "{}\n{}\n");
        assertThat(problems(table, Map.of(), Set.of())).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("data.no-column");
            assertThat(problem.found()).contains("no columns");
        });
    }

    @Test
    void two_columns_of_text_are_a_problem() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 + ",headline number " + i + ",a longer text about thing " + i)
                .collect(Collectors.joining("\n"));
        Table table = new DataFolder(temporary).read("a.csv", rows + "\n");
        assertThat(problems(table, Map.of(), Set.of())).singleElement().satisfies(p -> {
            assertThat(p.found()).isEqualTo("several columns could be the text: column1, column2");
            assertThat(p.fix()).isEqualTo("name it: data.columns.text=1 or another one");
        });
        assertThat(Columns.resolve(table, Map.of("text", "2"), TEXT_AND_LABEL, Set.of())
                        .required("label"))
                .isEqualTo("column0");
    }

    @Test
    void numbers_are_a_label_where_nothing_else_is() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "a sentence about thing " + i + "," + i / 10.0)
                .collect(Collectors.joining("\n"));
        Table table = new DataFolder(temporary).read("a.csv", "wording,outcome\n" + rows + "\n");
        Columns columns = Columns.resolve(table, Map.of(), TEXT_AND_LABEL, Set.of());
        assertThat(columns.required("label")).isEqualTo("outcome");
        assertThat(columns.required("text")).isEqualTo("wording");
    }

    @Test
    void a_name_that_is_not_there_gets_the_names_that_are() {
        Table table = table("text,category", "a b,x", "c d,y");
        assertThat(problems(table, Map.of("label", "categry"), Set.of()))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("data.unknown-column");
                    assertThat(p.expected()).isEqualTo("the data has the columns text, category");
                    assertThat(p.fix()).isEqualTo("did you mean \"category\"?");
                });
        assertThat(problems(table, Map.of("label", "answers_x"), Set.of())
                        .get(0)
                        .fix())
                .isEqualTo("use one of: text, category; perhaps \"category\", which has a name usual for a label");
        assertThat(problems(table, Map.of("text", "1", "label", "text"), Set.of()))
                .extracting(Problem::where)
                .containsExactly("data.columns.text");
    }

    @Test
    void positions_are_checked_where_the_file_has_no_names() {
        Table table = new DataFolder(temporary).read("a.csv", "one two,1\nthree four,2\n");
        assertThat(problems(table, Map.of("text", "0", "label", "2"), Set.of()))
                .singleElement()
                .satisfies(p -> assertThat(p.expected()).contains("here 0 to 1"));
        assertThat(problems(table, Map.of("text", "0", "label", "label"), Set.of())
                        .get(0)
                        .fix())
                .contains("data.header: true");
    }

    @Test
    void one_column_plays_one_role() {
        Table table = table("text,label", "a b,x");
        assertThat(problems(table, Map.of("text", "text", "label", "text"), Set.of()))
                .extracting(Problem::code)
                .containsExactly("data.column-twice");
    }

    @Test
    void an_optional_role_without_a_column_is_left_out() {
        Table table = table("text,other", "a b,x", "c d,x");
        Columns columns = Columns.resolve(table, Map.of(), Set.of("text"), Set.of("label"));
        assertThat(columns.column("label")).isEmpty();
        assertThatThrownBy(() -> columns.required("label")).isInstanceOf(IllegalArgumentException.class);
    }
}
