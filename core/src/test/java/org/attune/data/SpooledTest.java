// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that lie in no file. */
class SpooledTest {

    @TempDir
    Path folder;

    @Test
    void standard_input_is_read_once_and_its_rows_as_often_as_those_of_a_file() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("text,label\nwhere is it,a\ngone,b\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Table once = Tables.read(List.of("-"), ReadOptions.auto());
            Table again = Tables.read(List.of("-"), ReadOptions.auto());
            assertThat(once.rows()).hasSize(2).isEqualTo(again.rows());
            assertThat(once.rows().get(1).where()).isEqualTo("-:3");
            assertThat(once.sha256ByFile()).containsOnlyKeys("-").isEqualTo(again.sha256ByFile());
            assertThatThrownBy(() -> Tables.read(List.of("-", "-"), ReadOptions.auto()))
                    .hasMessageContaining("read twice");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void rows_of_a_query_have_their_values_and_their_numbers() throws SQLException {
        String address = "jdbc:duckdb:" + folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table m (id integer, text varchar, label varchar, tags varchar[], price decimal(4,2))");
            statement.execute(
                    "insert into m values (1, 'where is \"it\"', 'a', ['x', 'y'], 1.50), (2, null, 'b', [], 2)");
            statement.execute("insert into m select 10 + i, 'row ' || i, 'c', null, null from range(3000) r(i)");
        }
        String given = address + " SELECT text, label, tags, price, id FROM m ORDER BY id";
        Table read = Tables.read(List.of(given), ReadOptions.auto());
        assertThat(read.columns()).containsExactly("text", "label", "tags", "price", "id");
        assertThat(read.rows()).hasSize(3002);
        Row first = read.rows().get(0);
        assertThat(first.line()).isEqualTo(1);
        assertThat(first.file()).isEqualTo(given);
        assertThat(first.value("text")).isEqualTo("where is \"it\"");
        assertThat(first.value("tags")).isEqualTo(List.of("x", "y"));
        assertThat(first.value("price")).hasToString("1.50");
        assertThat(read.rows().get(1).value("text")).isNull();
        assertThat(read.rows().get(3001).line()).isEqualTo(3002);
        String twice = address + " SELECT text, label AS text FROM m";
        assertThatThrownBy(() -> Tables.read(List.of(twice), ReadOptions.auto()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> Tables.read(List.of(address + " SELECT nothing FROM m"), ReadOptions.auto()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[data.query]");
    }

    @Test
    void what_names_no_rows_is_refused() {
        assertThatThrownBy(() -> Tables.read(List.of("jdbc:duckdb:x.db"), ReadOptions.auto()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no query");
        assertThatThrownBy(() -> Tables.read(List.of("jdbc:nosuch:x SELECT 1"), ReadOptions.auto()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("on the class path");
        for (String address : List.of(
                "jdbc:postgresql://h/db?user=me&password=hush",
                "jdbc:sqlserver://h;Password=hush",
                "jdbc:mysql://me:hush@h/db",
                "jdbc:oracle:thin:me/hush@h:1521/db")) {
            assertThatThrownBy(() -> Tables.read(List.of(address + " SELECT 1"), ReadOptions.auto()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("ATTUNE_JDBC_PASSWORD")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void the_password_comes_from_the_environment_and_is_in_no_message() throws Exception {
        Listening driver = new Listening();
        DriverManager.registerDriver(driver);
        try {
            Problems problems = new Problems();
            boolean written = QueryRows.write(
                    "jdbc:listening:db SELECT 1",
                    Map.of("ATTUNE_JDBC_USER", "me", "ATTUNE_JDBC_PASSWORD", "hush"),
                    Files.createFile(folder.resolve("rows")),
                    problems);
            assertThat(written).isFalse();
            assertThat(driver.heard).containsEntry("user", "me").containsEntry("password", "hush");
            assertThat(problems.list()).hasSize(1);
            assertThat(problems.list().get(0).text())
                    .contains("no entry for me with ***")
                    .doesNotContain("hush");
        } finally {
            DriverManager.deregisterDriver(driver);
        }
    }

    /** Lets nobody in, and tells the password. */
    private static final class Listening implements Driver {
        private final Properties heard = new Properties();

        @Override
        public @Nullable Connection connect(String url, Properties info) throws SQLException {
            if (!acceptsURL(url)) {
                return null;
            }
            heard.putAll(info);
            throw new SQLException(
                    "no entry for " + info.getProperty("user") + " with " + info.getProperty("password"));
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:listening:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
