// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file, read by DuckDB in the order of the file; a row's line is its number. */
final class ParquetFile {

    private ParquetFile() {}

    static FilePart read(Source file, Findings findings, RowSink sink) {
        String query = "select * from read_parquet(" + DuckDb.literal(DuckDb.path(file.path())) + ")";
        try (Connection connection = DuckDb.forFile(file.path());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> columns = columns(rows.getMetaData());
            Names names = Names.of(columns);
            long line = 0;
            while (rows.next()) {
                @Nullable Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = ParquetValues.value(rows.getObject(i + 1));
                }
                sink.add(file.shown(), ++line, names, values);
            }
            return FilePart.typed(columns, true, List.of());
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            findings.whole(Findings.of(
                    "data.parquet",
                    "cannot be read as Parquet: " + Problem.quote(message),
                    "a Parquet file is complete and not encrypted",
                    "write or download it again"));
            return FilePart.typed(List.of(), false, List.of());
        }
    }

    private static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnName(i));
        }
        return columns;
    }
}
