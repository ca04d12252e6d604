// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** What DuckDB returns as values of a row: the same kinds as from JSON, and bytes. */
final class ParquetValues {

    private ParquetValues() {}

    /** Numbers as Java writes them shortest; dates and times in ISO form. */
    static @Nullable Object value(@Nullable Object read) throws SQLException {
        if (read == null || read instanceof String || read instanceof Boolean || read instanceof byte[]) {
            return read;
        }
        if (read instanceof BigDecimal decimal) {
            return new Numeral(decimal.toPlainString());
        }
        if (read instanceof Number number) {
            return new Numeral(number.toString());
        }
        if (read instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        if (read instanceof Array array) {
            return list((Object[]) array.getArray());
        }
        if (read instanceof Object[] array) {
            return list(array);
        }
        if (read instanceof DuckDBStruct struct) {
            return map(struct.getMap());
        }
        if (read instanceof Struct struct) {
            return list(struct.getAttributes());
        }
        if (read instanceof Map<?, ?> map) {
            return map(map);
        }
        return read.toString();
    }

    private static List<@Nullable Object> list(@Nullable Object[] array) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(array.length);
        for (Object element : array) {
            list.add(value(element));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> read) throws SQLException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : read.entrySet()) {
            map.put(String.valueOf(entry.getKey()), value(entry.getValue()));
        }
        return map;
    }
}
