// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = new DataFolder(temporary);
    }

    private String parquet(String name, String query) throws SQLException {
        String file = temporary.resolve(name).toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + query + ") to " + DuckDb.literal(file) + " (format parquet)");
        }
        return file;
    }

    @Test
    void values_are_read_as_what_they_are() throws SQLException {
        String file = parquet(
                "a.parquet",
                "select '007' as text, 3 as label, 0.1::float as f, 1.10::decimal(5,2) as d, true as ok, null::varchar as n,"
                        + " ['x', null] as tokens, [{'role': 'user', 'turn': 1}] as messages, date '2020-02-01' as day,"
                        + " map {'k': 1.5::double} as m, '\\xAB'::blob as image, 1e300 as big, 'nan'::double as nan");
        Table table = Tables.read(List.of(file), ReadOptions.auto());
        Row row = table.rows().get(0);
        assertThat(row.line()).isEqualTo(1);
        assertThat(row.value("text")).isEqualTo("007");
        assertThat(row.value("label")).isEqualTo(new Numeral("3"));
        assertThat(row.value("f")).isEqualTo(new Numeral("0.1"));
        assertThat(row.value("d")).isEqualTo(new Numeral("1.10"));
        assertThat(row.value("ok")).isEqualTo(true);
        assertThat(row.value("n")).isNull();
        assertThat(row.value("tokens")).isEqualTo(java.util.Arrays.asList("x", null));
        assertThat(row.value("messages")).isEqualTo(List.of(Map.of("role", "user", "turn", new Numeral("1"))));
        assertThat(row.value("day")).isEqualTo("2020-02-01");
        assertThat(row.value("m")).isEqualTo(Map.of("k", new Numeral("1.5")));
        assertThat((byte[]) row.value("image")).containsExactly(0xAB);
        assertThat(row.value("nan")).isEqualTo(new Numeral("NaN"));
        assertThat(new Numeral("NaN").toDouble()).isNaN();
    }

    @Test
    void rows_keep_their_order_and_number() throws SQLException {
        String file = parquet("a.parquet", "select i as id, 'text ' || i as text from range(250000) t(i)");
        Table table = Tables.read(List.of(file), ReadOptions.auto());
        assertThat(table.rows()).hasSize(250_000);
        for (Row row : table.rows()) {
            if (row.line() != row.id() + 1 || !String.valueOf(row.value("id")).equals(Long.toString(row.id()))) {
                throw new AssertionError("row " + row.id() + " says " + row);
            }
        }
        assertThat(table.sha256ByFile().get(file)).hasSize(64);
    }

    @Test
    void a_name_that_looks_like_a_glob_is_that_file_alone() throws SQLException {
        parquet("a1.parquet", "select 'other' as text");
        Path odd = temporary.resolve("a[1]'s.parquet");
        String file = parquet("plain.parquet", "select 'mine' as text");
        assertThat(Path.of(file).toFile().renameTo(odd.toFile())).isTrue();
        Table table = Tables.read(List.of(odd.toString()), ReadOptions.auto());
        assertThat(table.rows())
                .singleElement()
                .satisfies(r -> assertThat(r.value("text")).isEqualTo("mine"));
    }

    @Test
    void a_damaged_file_is_named() throws SQLException, IOException {
        byte[] bytes = Files.readAllBytes(Path.of(parquet("a.parquet", "select 'x' as text from range(100)")));
        List<Problem> problems = folder.problems(
                List.of(
                        folder.write("cut.parquet", DataFolder.cut(bytes, bytes.length / 2)),
                        folder.write("packed.parquet.gz", DataFolder.gzip(bytes)),
                        folder.write("text.parquet", "text,label\n")),
                ReadOptions.auto());
        assertThat(problems)
                .extracting(p -> p.code() + " " + p.where())
                .containsExactly(
                        "data.parquet cut.parquet", "data.binary packed.parquet.gz", "data.binary text.parquet");
        assertThat(problems.get(1).fix()).contains("unpack it");
    }

    @Test
    void a_file_without_rows_is_named() throws SQLException {
        String file = parquet("a.parquet", "select 'x' as text limit 0");
        assertThat(folder.problems(List.of(file), ReadOptions.auto()))
                .extracting(Problem::code)
                .containsExactly("data.no-rows");
    }

    @Test
    void the_database_reads_its_file_and_nothing_else() throws SQLException {
        Path mine = Path.of(parquet("a.parquet", "select 'x' as text"));
        String other = parquet("b.parquet", "select 'y' as text");
        try (Connection connection = DuckDb.forFile(mine);
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select * from read_parquet(" + DuckDb.literal(mine.toString()) + ")"))
                    .isTrue();
            for (String forbidden : List.of(
                    "select * from read_parquet(" + DuckDb.literal(other) + ")",
                    "copy (select 1) to "
                            + DuckDb.literal(temporary.resolve("c.csv").toString()),
                    "set threads = 1",
                    "install httpfs",
                    "attach " + DuckDb.literal(temporary.resolve("d.db").toString()))) {
                try (Statement one = connection.createStatement()) {
                    assertThatThrownBy(() -> one.execute(forbidden))
                            .as(forbidden)
                            .isInstanceOf(SQLException.class);
                }
            }
        }
    }
}
