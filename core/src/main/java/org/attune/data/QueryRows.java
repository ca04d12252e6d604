// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.data.write.LineFile;
import org.attune.data.write.RowJson;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query as JSON lines, row by row: {@code jdbc:URL QUERY}, by any driver on the class path. User and password come from the
 * environment, {@code ATTUNE_JDBC_USER} and {@code ATTUNE_JDBC_PASSWORD}, and are written nowhere.
 */
final class QueryRows {

    private static final Pattern FORM = Pattern.compile("(jdbc:\\S+)\\s+(\\S.*)", Pattern.DOTALL);
    private static final Pattern SECRET =
            Pattern.compile("(?i)(password|passwd|pwd|secret)\\s*=|//[^/@\\s]*:[^/@\\s]*@|:[^:/@\\s]+/[^:/@\\s]+@");
    private static final int ROWS_AT_ONCE = 1000;

    private QueryRows() {}

    static boolean is(String given) {
        return given.startsWith("jdbc:");
    }

    /** Whether all rows were written. */
    static boolean write(String given, Map<String, String> environment, Path file, Problems problems) {
        Matcher form = FORM.matcher(given);
        if (SECRET.matcher(given.split("\\s", 2)[0]).find()) {
            problems.add(
                    "data.query-password",
                    "data",
                    "a database's address with a password in it",
                    "what names data is written into the files of a run; a password is not",
                    "take it out, and set ATTUNE_JDBC_USER and ATTUNE_JDBC_PASSWORD");
            return false;
        }
        if (!form.matches()) {
            problems.add(
                    "data.query",
                    given,
                    "no query",
                    "the address of a database is followed by a blank and a query",
                    "\"" + given.strip() + " SELECT text, label FROM messages\"");
            return false;
        }
        Properties login = new Properties();
        put(login, "user", environment.get("ATTUNE_JDBC_USER"));
        put(login, "password", environment.get("ATTUNE_JDBC_PASSWORD"));
        try (Connection connection = DriverManager.getConnection(form.group(1), login)) {
            return write(connection, form.group(2), file, given, problems);
        } catch (SQLException e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            boolean driver = said.startsWith("No suitable driver");
            problems.add(
                    "data.query",
                    given,
                    hide(said, login.getProperty("password")),
                    driver ? "the driver of a database is on the class path" : "the database answers the query",
                    driver
                            ? "start with ATTUNE_JAVA_OPTS=-Xbootclasspath/a:DRIVER.jar"
                            : "mend address or query; user and password are ATTUNE_JDBC_USER and ATTUNE_JDBC_PASSWORD");
            return false;
        }
    }

    private static boolean write(Connection connection, String query, Path file, String given, Problems problems)
            throws SQLException {
        connection.setAutoCommit(false); // without, some drivers fetch all rows at once
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(query);
                    LineFile out = new LineFile(file)) {
                List<String> columns = columns(rows.getMetaData());
                if (new HashSet<>(columns).size() < columns.size()) {
                    problems.add(
                            "data.query",
                            given,
                            "columns " + String.join(", ", columns),
                            "each column has a name of its own",
                            "name them in the query: SELECT a.text AS text, ...");
                    return false;
                }
                while (rows.next()) {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    for (int i = 0; i < columns.size(); i++) {
                        row.put(columns.get(i), value(rows.getObject(i + 1)));
                    }
                    out.line(RowJson.bytes(row));
                }
                return true;
            }
        }
    }

    private static List<String> columns(ResultSetMetaData of) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= of.getColumnCount(); i++) {
            columns.add(of.getColumnLabel(i));
        }
        return columns;
    }

    /** As a row of JSON has it; what JSON has no form for, as text. */
    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) Math.min(Integer.MAX_VALUE, clob.length()));
        }
        if (value instanceof Array array && array.getArray() instanceof Object[] elements) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object element : Arrays.asList(elements)) {
                list.add(value(element));
            }
            return list;
        }
        return value.toString();
    }

    private static void put(Properties login, String key, @Nullable String value) {
        if (value != null) {
            login.setProperty(key, value);
        }
    }

    private static String hide(String said, @Nullable String password) {
        return password == null || password.isEmpty() ? said : said.replace(password, "***");
    }
}
