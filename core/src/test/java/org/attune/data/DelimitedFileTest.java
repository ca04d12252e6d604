// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.attune.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimitedFileTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = new DataFolder(temporary);
    }

    @Test
    void values_are_the_text_between_the_separators_and_nothing_else() {
        Table table = folder.read("a.csv", "text,label\n007, NA\nnull,\n\" \",TRUE\n1.50,\"\"\n");
        assertThat(table.columns()).containsExactly("text", "label");
        assertThat(table.rows().stream().map(r -> r.value("text"))).containsExactly("007", "null", " ", "1.50");
        assertThat(table.rows().stream().map(r -> r.value("label"))).containsExactly(" NA", "", "TRUE", "");
        assertThat(table.hasHeader()).isTrue();
    }

    @Test
    void a_row_knows_its_id_its_file_and_the_line_where_it_begins() {
        Table table = folder.read("a.csv", "text,label\r\n\"one\r\ntwo \"\"x\"\"\",a\r\n\r\nthree,b\r\n");
        assertThat(table.rows()).hasSize(2);
        Row first = table.rows().get(0);
        assertThat(first.value("text")).isEqualTo("one\r\ntwo \"x\"");
        assertThat(first.line()).isEqualTo(2);
        Row second = table.rows().get(1);
        assertThat(second.line()).isEqualTo(5);
        assertThat(second.id()).isEqualTo(1);
        assertThat(second.where()).isEqualTo(temporary.resolve("a.csv") + ":5");
        assertThat(second.values()).containsEntry("label", "b").hasSize(2).doesNotContainKey("other");
    }

    @ParameterizedTest
    @CsvSource({"LF, '\n'", "CRLF, '\r\n'", "CR, '\r'"})
    void every_line_end_counts_as_one(String name, String end) {
        Table table = folder.read("a.csv", String.join(end, "text,label", "a b,x", "", "c d,y"));
        assertThat(table.rows().stream().map(Row::line)).as(name).containsExactly(2L, 4L);
        assertThat(table.rows().get(1).value("label")).isEqualTo("y");
    }

    @Test
    void ragged_rows_are_named_with_line_and_count() {
        List<Problem> problems = folder.problems("a.csv", "text,label\nfine,a\none, two,b\n\"x\ny\",c\nalone\n");
        assertThat(problems).extracting(Problem::where).containsExactly("a.csv:3", "a.csv:6");
        assertThat(problems).extracting(Problem::code).containsOnly("data.ragged-row");
        assertThat(problems.get(0).found()).isEqualTo("3 fields");
        assertThat(problems.get(1).found()).isEqualTo("1 field");
        assertThat(problems.get(0).expected()).contains("here 2").contains("\",\"");
        assertThat(problems.get(0).fix()).contains("double quotes");
    }

    @Test
    void of_many_ragged_rows_the_first_are_shown_and_the_rest_counted() {
        List<Problem> problems = folder.problems("a.csv", "text,label\n" + "a,b,c\n".repeat(100));
        assertThat(problems).hasSize(7);
        assertThat(problems.get(6).found()).isEqualTo("94 more of these in this file");
    }

    @Test
    void an_unclosed_quote_is_named_where_it_was_opened() {
        List<Problem> problems = folder.problems("a.csv", "text,label\na,b\nc,\"d\ne,f\ng,h\n");
        assertThat(problems).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("data.unclosed-quote");
            assertThat(p.where()).isEqualTo("a.csv:3");
            assertThat(p.fix()).contains("data.quote: none");
        });
    }

    @Test
    void text_after_a_closing_quote_is_named_and_the_rest_is_still_checked() {
        List<Problem> problems = folder.problems("a.csv", "text,label\n\"great\" she said,b\nx,y,z\n");
        assertThat(problems).extracting(Problem::code).containsExactly("data.stray-quote", "data.ragged-row");
        assertThat(problems).extracting(Problem::where).containsExactly("a.csv:2", "a.csv:3");
    }

    @Test
    void a_quote_inside_a_field_is_an_ordinary_character() {
        Table table = folder.read("a.csv", "text,label\n5\" disk,hardware\n");
        assertThat(table.rows().get(0).value("text")).isEqualTo("5\" disk");
    }

    @Test
    void tab_separated_text_with_quotes_that_do_not_pair_is_read_without_quoting() {
        Table table = folder.read("a.tsv", "text\tlabel\n\"Hello\" he said\tx\n\"open\ty\nplain\tx\n");
        assertThat(table.rows().stream().map(r -> r.value("text")))
                .containsExactly("\"Hello\" he said", "\"open", "plain");
        assertThat(table.notes()).anyMatch(n -> n.contains("quotes are ordinary characters"));
        assertThat(table.rows().get(2).id()).isEqualTo(2);
    }

    @Test
    void tab_separated_text_with_sound_quoting_is_unquoted() {
        Table table = folder.read("a.tsv", "text\tlabel\n\"a\tb \"\"c\"\"\"\tx\nd\ty\n");
        assertThat(table.rows().get(0).value("text")).isEqualTo("a\tb \"c\"");
    }

    @ParameterizedTest
    @CsvSource({"semicolon, ;", "tab, '\t'", "bar, |", "comma, ','"})
    void the_separator_is_found_by_content(String name, String separator) {
        String text = "text@label\none or two@a\n1,5 or more@b\nfour@a".replace("@", separator);
        Table table = folder.read("a.txt", separator.equals(",") ? text.replace("1,5", "1.5") : text);
        assertThat(table.columns()).as(name).containsExactly("text", "label");
        assertThat(table.rows()).hasSize(3);
    }

    @Test
    void given_separator_quote_and_header_are_used() {
        String file = folder.write("a.csv", "'it''s: so':x\nb:'y'\n");
        ReadOptions options = ReadOptions.parse("csv", ":", "'", "false");
        Table table = Tables.read(List.of(file), options);
        assertThat(table.columns()).containsExactly("column0", "column1");
        assertThat(table.hasHeader()).isFalse();
        assertThat(table.rows().get(0).value("column0")).isEqualTo("it's: so");
    }

    @Test
    void duplicate_column_names_are_named() {
        assertThat(folder.problems("a.csv", "text,label,text\na,b,c\n"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("data.duplicate-column");
                    assertThat(p.where()).isEqualTo("a.csv:1");
                    assertThat(p.found()).contains("\"text\"").contains("position 2");
                });
    }

    @Test
    void an_index_column_without_a_name_gets_one() {
        Table table = folder.read("a.csv", ",text,label\n0,a b,x\n1,c d,y\n");
        assertThat(table.columns()).containsExactly("column0", "text", "label");
        assertThat(table.hasHeader()).isTrue();
    }

    @Test
    void a_file_with_a_header_alone_has_no_rows() {
        assertThat(folder.problems("a.csv", "text,label\n")).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("data.no-rows");
            assertThat(p.where()).isEqualTo("a.csv");
        });
    }

    @Test
    void utf16_with_a_mark_and_utf8_with_one_read_as_text() {
        String text = "text,label\ngrün 🚀,ä\n";
        for (byte[] bytes : List.of(
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))) {
            Table table = Tables.read(List.of(folder.write("a.csv", bytes)), ReadOptions.auto());
            assertThat(table.columns()).containsExactly("text", "label");
            assertThat(table.rows().get(0).value("text")).isEqualTo("grün 🚀");
        }
    }

    @Test
    void a_byte_that_is_no_text_is_named_with_line_and_offset_once_per_file() {
        byte[] bytes = "text,label\nfine,a\ncaf\u00e9,b\nna\u00efve,c\n".getBytes(StandardCharsets.ISO_8859_1);
        List<Problem> problems = folder.problems(List.of(folder.write("a.csv", bytes)), ReadOptions.auto());
        assertThat(problems).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("data.encoding");
            assertThat(p.where()).isEqualTo("a.csv:3");
            assertThat(p.found()).isEqualTo("byte E9 at offset 21 is no UTF-8, and 1 more places in this file");
            assertThat(p.fix()).contains("iconv");
        });
    }

    @Test
    void bytes_beyond_the_first_block_keep_their_line_and_offset() {
        String before = "text,label\n" + "0123456789abcde,x\r\n".repeat(10_000);
        byte[] good = (before + "?,y\n").getBytes(StandardCharsets.UTF_8);
        good[before.length()] = (byte) 0xff;
        List<Problem> problems = folder.problems(List.of(folder.write("a.csv", good)), ReadOptions.auto());
        assertThat(problems).singleElement().satisfies(p -> {
            assertThat(p.where()).isEqualTo("a.csv:10002");
            assertThat(p.found()).isEqualTo("byte FF at offset " + before.length() + " is no UTF-8");
        });
    }

    @Test
    void a_null_character_is_named_with_its_line() {
        assertThat(folder.problems("a.csv", "text,label\nfine so far,a\nnot\0so,b\n"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("data.null-character");
                    assertThat(p.where()).isEqualTo("a.csv:3");
                });
    }

    @Test
    void utf16_without_a_mark_is_no_text() {
        byte[] bytes = "text,label\na,b\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(folder.problems(List.of(folder.write("a.csv", bytes)), ReadOptions.auto()))
                .singleElement()
                .satisfies(p -> assertThat(p.fix()).contains("UTF-16 needs a byte order mark"));
    }

    @Test
    void a_field_without_end_is_bounded() {
        String text = "text,label\n" + "x".repeat(TooLongException.LONGEST + 1) + ",a\n";
        assertThat(folder.problems("a.csv", text)).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("data.too-long");
            assertThat(p.where()).isEqualTo("a.csv:2");
        });
    }

    @Test
    void a_column_that_was_asked_for_marks_the_header() {
        String file = folder.write("a.csv", "wording here,kind of thing\nwording here,b\n");
        Table table = Tables.read(List.of(file), ReadOptions.auto().withNamed(Set.of("kind of thing")));
        assertThat(table.columns()).containsExactly("wording here", "kind of thing");
        assertThat(table.notes().get(0))
                .endsWith(
                        "a.csv: has header row (the first record has the column \"kind of thing\" that was asked for)");
    }
}
