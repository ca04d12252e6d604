// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = new DataFolder(temporary);
    }

    @Test
    void several_files_are_numbered_through_in_the_order_given() {
        String b = folder.write("b.csv", "text,label\nb one,x\nb two,y\n");
        String a = folder.write("a.csv", "label,text\nx,a one\n");
        Table table = Tables.read(List.of(b, a), ReadOptions.auto());
        assertThat(table.rows().stream().map(r -> r.id() + " " + r.value("text")))
                .containsExactly("0 b one", "1 b two", "2 a one");
        assertThat(table.columns()).containsExactly("text", "label");
    }

    @Test
    void the_hash_is_that_of_the_bytes_on_disk() {
        String plain = folder.write("a.csv", "text,label\na,b\n");
        String packed = folder.write("b.csv.gz", DataFolder.gzip("text,label\na,b\n".getBytes(StandardCharsets.UTF_8)));
        Table table = Tables.read(List.of(plain, packed), ReadOptions.auto());
        assertThat(table.rows()).hasSize(2);
        assertThat(table.sha256ByFile())
                .containsEntry(plain, "ec6a4a4aa824691f0804aabf5ebd23d51db8334b01e907f0f790bbe42866939a")
                .hasSize(2);
    }

    @Test
    void globs_find_files_by_name_and_across_folders() {
        folder.write("d/b.csv", "text,label\nb,x\n");
        folder.write("d/a.csv", "text,label\na,x\n");
        folder.write("d/e/c.csv", "text,label\nc,x\n");
        folder.write("d/.hidden.csv", "text,label\nh,x\n");
        folder.write("d/a.txt", "other");
        assertThat(texts(temporary + "/d/*.csv")).containsExactly("a", "b");
        assertThat(texts(temporary + "/d/**/*.csv")).containsExactly("a", "b", "c");
        assertThat(texts(temporary + "/*/[ab].csv")).containsExactly("a", "b");
        assertThat(texts(temporary + "/d/{a,e/c}.csv")).containsExactly("a", "c");
    }

    private List<Object> texts(String glob) {
        return Tables.read(List.of(glob), ReadOptions.auto()).rows().stream()
                .map(r -> (Object) String.valueOf(r.value("text")))
                .toList();
    }

    @Test
    void a_glob_without_a_folder_looks_in_the_working_directory() {
        Problems problems = new Problems();
        assertThat(Glob.expand("po?.xml", null, problems)).containsExactly(new Source(Path.of("pom.xml"), "pom.xml"));
        assertThat(Glob.expand("a\0/*.csv", null, problems)).isEmpty();
        assertThat(problems.list()).extracting(Problem::code).containsExactly("data.glob");
    }

    @Test
    void a_file_whose_name_looks_like_a_glob_is_that_file() {
        String file = folder.write("a[1].csv", "text,label\na,x\n");
        folder.write("a1.csv", "text,label\nwrong,x\n");
        assertThat(texts(file)).containsExactly("a");
    }

    @Test
    void every_problem_of_every_file_is_listed_at_once() {
        folder.write("train.csv", "text,label\na,b\n");
        List<String> files = List.of(
                temporary + "/tran.csv",
                temporary + "/none/x.csv",
                temporary + "/*.parquet",
                temporary.toString(),
                folder.write("empty.csv", ""),
                folder.write("blank.jsonl", "\n  \n"),
                folder.write("cut.csv.gz", DataFolder.cut(DataFolder.gzip(new byte[5000]), 20)),
                folder.write("ragged.csv", "text,label\na\n"),
                folder.write("book.csv", new byte[] {'P', 'K', 3, 4, 0, 0, 0}),
                folder.write("picture.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}));
        List<Problem> problems = folder.problems(files, ReadOptions.auto());
        assertThat(problems)
                .extracting(p -> p.code() + " " + p.where())
                .containsExactly(
                        "data.missing tran.csv",
                        "data.missing none/x.csv",
                        "data.glob-empty *.parquet",
                        "data.directory " + temporary,
                        "data.empty empty.csv",
                        "data.empty blank.jsonl",
                        "data.truncated cut.csv.gz",
                        "data.ragged-row ragged.csv:2",
                        "data.binary book.csv",
                        "data.binary picture.csv");
        assertThat(problems.get(0).fix()).contains("did you mean").contains("train.csv");
        assertThat(problems.get(1).fix()).contains("the folder none does not exist");
        assertThat(problems.get(2).fix()).contains("train.csv");
        assertThat(problems.get(8).found()).contains("spreadsheet");
    }

    @Test
    void a_path_that_exists_beside_the_recipe_gets_a_hint() {
        folder.write("recipes/data/train.csv", "text,label\na,b\n");
        ReadOptions options = ReadOptions.auto().withBeside(temporary.resolve("recipes"));
        List<Problem> problems = folder.problems(List.of("data/train.csv", "data/tr*.csv"), options);
        assertThat(problems).extracting(Problem::code).containsExactly("data.missing", "data.glob-empty");
        assertThat(problems)
                .allSatisfy(p ->
                        assertThat(p.fix()).contains("beside the recipe: write " + temporary.resolve("recipes/data")));
    }

    @Test
    void a_file_is_read_once() {
        String file = folder.write("a.csv", "text,label\na,b\n");
        List<Problem> problems = folder.problems(List.of(file, temporary + "/*.csv"), ReadOptions.auto());
        assertThat(problems).singleElement().satisfies(p -> assertThat(p.code()).isEqualTo("data.file-twice"));
    }

    @Test
    void a_damaged_gzip_file_is_named() {
        byte[] packed = DataFolder.gzip("text,label\na,b\n".repeat(500).getBytes(StandardCharsets.UTF_8));
        packed[packed.length - 8] ^= 1;
        List<Problem> problems = folder.problems(List.of(folder.write("a.csv.gz", packed)), ReadOptions.auto());
        assertThat(problems).singleElement().satisfies(p -> assertThat(p.code()).isEqualTo("data.damaged"));
    }

    @Test
    void a_file_that_may_not_be_read_is_named() throws IOException {
        Path file = Path.of(folder.write("a.csv", "text,label\na,b\n"));
        Assumptions.assumeTrue(file.toFile().setReadable(false), "no permissions on this file system");
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
        assertThat(folder.problems(List.of(file.toString()), ReadOptions.auto()))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("data.unreadable"));
    }

    @Test
    void files_with_other_columns_do_not_mix() {
        String a = folder.write("a.csv", "text,label\na b,x\n");
        String b = folder.write("b.csv", "text,category\na b,x\n");
        String c = folder.write("c.csv", "a b,1\nc d,2\n");
        List<Problem> problems = folder.problems(List.of(a, b, c), ReadOptions.auto());
        assertThat(problems).extracting(Problem::code).containsOnly("data.columns-differ");
        assertThat(problems).extracting(Problem::where).containsExactly("b.csv", "c.csv");
        assertThat(problems.get(0).fix()).isEqualTo("add or rename to: label; not in the first file: category");
        assertThat(problems.get(1).found()).contains("no header");
    }

    @Test
    void no_file_at_all_and_an_empty_path_are_problems() {
        assertThat(folder.problems(List.of(), ReadOptions.auto()))
                .extracting(Problem::code)
                .containsOnly("data.no-file");
        assertThat(folder.problems(List.of(" "), ReadOptions.auto()))
                .extracting(Problem::code)
                .containsOnly("data.no-file");
        assertThat(folder.problems(List.of("a\0b"), ReadOptions.auto()))
                .extracting(Problem::code)
                .containsOnly("data.path");
        assertThat(folder.problems(List.of(temporary + "/[a.csv"), ReadOptions.auto()))
                .extracting(Problem::code)
                .containsOnly("data.glob");
    }

    @Test
    void words_of_options_that_are_not_known_are_named_together() {
        assertThatThrownBy(() -> ReadOptions.parse("cvs", "tabs", "auto", "maybe"))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::where)
                                .containsExactly("data.format", "data.delimiter", "data.header"))
                .hasMessageContaining("did you mean \"csv\"");
        assertThatThrownBy(() -> ReadOptions.parse("csv", "none", ",,", "true")).isInstanceOf(InputException.class);
    }
}
