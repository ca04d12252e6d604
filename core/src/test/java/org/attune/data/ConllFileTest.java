// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConllFileTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = new DataFolder(temporary);
    }

    @Test
    void sentences_are_rows_of_tokens_and_tags() {
        Table table = folder.read("a.conll", """
                -DOCSTART- -X- O O

                # sent_id = 1
                EU NNP B-NP B-ORG
                rejects VBZ B-VP O

                # NN B-NP O
                Peter NNP B-NP B-PER

                """);
        assertThat(table.columns()).containsExactly("tokens", "tags");
        assertThat(table.rows().stream().map(Row::line)).containsExactly(4L, 7L);
        assertThat(table.rows().get(0).value("tokens")).isEqualTo(List.of("EU", "rejects"));
        assertThat(table.rows().get(1).value("tokens")).isEqualTo(List.of("#", "Peter"));
        assertThat(table.rows().get(1).value("tags")).isEqualTo(List.of("O", "B-PER"));
        assertThat(table.notes().get(0)).endsWith("the last of 4 columns");
    }

    @Test
    void with_tabs_a_token_may_hold_blanks() {
        Table table = folder.read("a.bio", "New York\tB-LOC\n#\tO\n\nx\tO\n");
        assertThat(table.rows().get(0).value("tokens")).isEqualTo(List.of("New York", "#"));
    }

    @Test
    void a_line_that_holds_nothing_but_a_byte_order_mark_is_an_empty_line() {
        Table table = folder.read("a.conll", "EU B-ORG\n\ufeff\nPeter B-PER\n\n\ufeff\n");
        assertThat(table.rows().stream().map(Row::line)).containsExactly(1L, 3L);
    }

    @Test
    void ragged_lines_are_named() {
        List<Problem> problems = folder.problems("a.conll", "EU B-ORG\nrejects\nPeter X B-PER\n\tO\n");
        assertThat(problems).extracting(Problem::where).containsExactly("a.conll:2", "a.conll:3", "a.conll:4");
        assertThat(problems).extracting(Problem::code).containsOnly("data.ragged-row");
        assertThat(problems.get(0).found()).isEqualTo("1 column in \"rejects\"");
    }

    @Test
    void a_file_of_tokens_alone_has_no_tags() {
        Table table = folder.read("a.conll", "EU\nrejects\n\nPeter\n");
        assertThat(table.columns()).containsExactly("tokens");
        assertThat(Tagged.tokens(table.rows(), "tokens", new Problems()))
                .containsExactly(List.of("EU", "rejects"), List.of("Peter"));
    }

    @Test
    void tagged_lines_are_recognised_by_content() {
        assertThat(folder.read("train.txt", "EU\tB-ORG\nrejects\tO\n\nPeter\tB-PER\n")
                        .columns())
                .containsExactly("tokens", "tags");
    }

    @Test
    void schemes_are_told_apart_and_wrong_tags_counted() {
        assertThat(report("a B-X\nb I-X\nc O\nd B-Y\n")).satisfies(r -> {
            assertThat(r.scheme()).isEqualTo(TagScheme.BIO);
            assertThat(r.spans()).isEqualTo(2);
            assertThat(r.invalid()).isZero();
            assertThat(r.counts()).containsEntry("I-X", 1L).hasSize(4);
        });
        assertThat(report("a I-X\nb I-X\nc B-X\nd O\ne I-Y\n")).satisfies(r -> {
            assertThat(r.scheme()).isEqualTo(TagScheme.IOB1);
            assertThat(r.spans()).isEqualTo(3);
            assertThat(r.invalid()).isZero();
        });
        assertThat(report("a B-X\nb O\nc I-X\nd B-X\n\ne I-Y\n")).satisfies(r -> {
            assertThat(r.scheme()).isEqualTo(TagScheme.BIO);
            assertThat(r.spans()).isEqualTo(4);
            assertThat(r.invalid()).isEqualTo(2);
            assertThat(r.examples().get(0)).endsWith("a.conll:1 token 2: I-X after O");
        });
        assertThat(report("a B-X\nb E-X\nc S-Y\nd B-X\ne O\n\nf B-X\n")).satisfies(r -> {
            assertThat(r.scheme()).isEqualTo(TagScheme.BIOES);
            assertThat(r.spans()).isEqualTo(4);
            assertThat(r.invalid()).isEqualTo(2);
            assertThat(r.examples().get(1)).contains("the end after B-X");
        });
        assertThat(report("a NN\nb VB\n").scheme()).isEqualTo(TagScheme.PLAIN);
    }

    private TagScheme.Report report(String text) {
        Table table = folder.read("a.conll", text);
        Problems problems = new Problems();
        List<Tagged> sentences = Tagged.of(table.rows(), "tokens", "tags", problems);
        assertThat(problems.list()).isEmpty();
        return TagScheme.report(table.rows(), sentences);
    }
}
