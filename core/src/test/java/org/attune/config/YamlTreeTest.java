// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {

    @TempDir
    Path folder;

    private static MapNode map(String yaml) {
        return (MapNode) YamlTree.parse(yaml, "recipe.yaml");
    }

    private static ScalarNode scalar(String text) {
        return (ScalarNode) Objects.requireNonNull(map("a: " + text).entries().get("a"));
    }

    private static Problem problem(String yaml) {
        InputException thrown = catchThrowableOfType(InputException.class, () -> YamlTree.parse(yaml, "recipe.yaml"));
        assertThat(thrown).isNotNull();
        assertThat(thrown.problems()).hasSize(1);
        return thrown.problems().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "on; TEXT",
                "no; TEXT",
                "y; TEXT",
                "1:30; TEXT",
                "2024-01-01; TEXT",
                "1_000; TEXT",
                "0x1F; TEXT",
                "\"5\"; TEXT",
                "\"true\"; TEXT",
                "\"~\"; TEXT",
                "5; WHOLE",
                "-5; WHOLE",
                "+5; WHOLE",
                "007; WHOLE",
                "2e-4; NUMBER",
                ".5; NUMBER",
                "1.; NUMBER",
                ".inf; NUMBER",
                "-.inf; NUMBER",
                ".nan; NUMBER",
                "True; FLAG",
                "false; FLAG",
                "~; NOTHING",
                "null; NOTHING",
                "; NOTHING"
            })
    void a_plain_scalar_is_what_yaml_1_2_says(String text, ScalarNode.Kind kind) {
        assertThat(scalar(text == null ? "" : text).kind()).isEqualTo(kind);
    }

    @Test
    void quotes_make_text_also_single_ones_and_blocks() {
        assertThat(scalar("'5'").kind()).isEqualTo(ScalarNode.Kind.TEXT);
        assertThat(scalar("|\n  5")).isEqualTo(new ScalarNode(Source.DEFAULT, ScalarNode.Kind.TEXT, "5"));
        assertThat(scalar("𝔘 'x").text()).isEqualTo("𝔘 'x");
        assertThat(((ScalarNode) Objects.requireNonNull(
                                map("{𝔘: '5'}").entries().get("𝔘")))
                        .kind())
                .isEqualTo(ScalarNode.Kind.TEXT);
    }

    @Test
    void nodes_know_the_line_of_their_key_also_after_windows_line_ends() {
        MapNode tree = map("# c\r\nmodel: x\r\ndata:\r\n  train:\r\n    - a\r\n    - b\r\n");
        MapNode data = (MapNode) Objects.requireNonNull(tree.entries().get("data"));
        ListNode train = (ListNode) Objects.requireNonNull(data.entries().get("train"));
        assertThat(data.source().text()).isEqualTo("recipe.yaml:3");
        assertThat(train.source().text()).isEqualTo("recipe.yaml:4");
        assertThat(train.items())
                .extracting(item -> item.source().text())
                .containsExactly("recipe.yaml:5", "recipe.yaml:6");
    }

    @Test
    void nodes_are_equal_by_value_and_not_by_place_or_writing() {
        assertThat(map("a: 2e-4\nb: [1]")).isEqualTo(map("\n{b: [1.0], a: 0.0002}"));
        assertThat(map("a: 5")).isNotEqualTo(map("a: '5'"));
    }

    @Test
    void a_duplicate_key_names_both_lines() {
        Problem problem = problem("a: 1\nb: 2\na: 3\n");
        assertThat(problem.code()).isEqualTo("recipe.duplicate-key");
        assertThat(problem.where()).isEqualTo("recipe.yaml:3");
        assertThat(problem.found()).contains("\"a\"").contains("recipe.yaml:1");
    }

    @Test
    void a_tab_is_named_as_such() {
        Problem problem = problem("a:\n\tb: 1\n");
        assertThat(problem.code()).isEqualTo("recipe.tab");
        assertThat(problem.where()).isEqualTo("recipe.yaml:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'a: [1, 2'; 1",
                "'a: b: c'; 1",
                "'x: 1\na: \"x'; 2",
                "'a: `x`'; 1",
                "'a: 1\n  b: 2'; 2",
                "'[a]: 1'; 1"
            })
    void a_syntax_error_names_its_line(String yaml, int line) {
        Problem problem = problem(yaml);
        assertThat(problem.code()).isEqualTo("recipe.syntax");
        assertThat(problem.where())
                .startsWith("recipe.yaml:")
                .satisfies(where -> assertThat(Integer.parseInt(where.substring(where.indexOf(':') + 1)))
                        .isBetween(line, line + 1));
        assertThat(problem.found()).doesNotContain("\n").doesNotContain("reader");
    }

    @Test
    void anchors_aliases_tags_and_merges_of_documents_are_refused() {
        assertThat(problem("a: &x 1\nb: 2").code()).isEqualTo("recipe.alias");
        assertThat(problem("a: 1\nb: *x").code()).isEqualTo("recipe.alias");
        assertThat(problem("a: !!int 5").code()).isEqualTo("recipe.tag");
        assertThat(problem("a: 1\n---\nb: 2").code()).isEqualTo("recipe.documents");
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n";
        assertThat(problem(bomb).where()).isEqualTo("recipe.yaml:1");
    }

    @Test
    void an_empty_text_is_one_problem_and_a_lone_comment_too() {
        assertThat(problem("").code()).isEqualTo("recipe.empty");
        assertThat(problem("# nothing\n").code()).isEqualTo("recipe.empty");
    }

    @Test
    void depth_size_and_long_keys_have_limits() {
        assertThat(problem("[".repeat(100_000)).code()).isEqualTo("recipe.depth");
        assertThat(problem("{a: ".repeat(50)).code()).isEqualTo("recipe.depth");
        assertThat(problem("#" + "x".repeat(1 << 20)).code()).isEqualTo("recipe.size");
        assertThat(problem("? " + "x".repeat(200) + "\n: 1").found()).contains("200 characters");
    }

    @Test
    void a_number_of_a_million_digits_is_text_and_costs_nothing() {
        assertThat(scalar("9".repeat(900_000)).kind()).isEqualTo(ScalarNode.Kind.TEXT);
        assertThat(scalar("1e999999999").kind()).isEqualTo(ScalarNode.Kind.TEXT);
    }

    @Test
    @Timeout(20)
    void a_megabyte_in_one_line_takes_linear_time() {
        ListNode list = (ListNode) YamlTree.parse("[ " + "'1', ".repeat(200_000) + "]", "recipe.yaml");
        assertThat(list.items()).hasSize(200_000);
    }

    private Problem problem(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("r.yaml"), bytes);
        InputException thrown = catchThrowableOfType(InputException.class, () -> YamlTree.read(file));
        assertThat(thrown.problems()).hasSize(1);
        return thrown.problems().get(0);
    }

    @Test
    void bytes_that_are_not_utf_8_are_found_with_their_line() throws IOException {
        Problem problem = problem("a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problem.code()).isEqualTo("recipe.encoding");
        assertThat(problem.where()).endsWith("r.yaml:2");
        assertThat(problem("a: 1".getBytes(StandardCharsets.UTF_16)).code()).isEqualTo("recipe.encoding");
    }

    @Test
    void a_binary_file_is_found_by_its_control_characters() throws IOException {
        Problem problem = problem(new byte[] {'a', '\n', 'b', 0, 1, 2});
        assertThat(problem.code()).isEqualTo("recipe.encoding");
        assertThat(problem.where()).endsWith("r.yaml:2");
        assertThat(problem.found()).contains("\\u0000");
    }

    @Test
    void a_file_of_more_than_a_megabyte_is_not_read_on() throws IOException {
        assertThat(problem(new byte[(1 << 20) + 1]).code()).isEqualTo("recipe.size");
    }

    @Test
    void a_byte_order_mark_is_skipped() throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "\uFEFFa: '5'\n");
        assertThat(YamlTree.read(file)).isEqualTo(map("a: '5'"));
    }

    @Test
    void a_missing_file_and_a_folder_are_problems() {
        assertThat(catchThrowableOfType(InputException.class, () -> YamlTree.read(folder.resolve("none")))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("recipe.missing-file");
        assertThat(catchThrowableOfType(InputException.class, () -> YamlTree.read(folder))
                        .problems())
                .extracting(Problem::found)
                .containsExactly("this is a folder");
    }
}
