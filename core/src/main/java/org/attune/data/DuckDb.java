// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A database in memory that may read one file and nothing else: no network, no extensions, no other path, no way back. */
final class DuckDb {

    private static final String MEMORY = "512MB";
    private static final String THREADS = "2";

    private DuckDb() {}

    static Connection forFile(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("threads", THREADS);
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("temp_directory", "");
        // rows come one block at a time instead of all at once
        settings.setProperty("jdbc_stream_results", "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set allowed_paths = [" + literal(path(file)) + "]");
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** As DuckDB compares it with the allowed ones. */
    static String path(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }
}
