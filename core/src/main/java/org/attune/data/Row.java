// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param id position over all files of the table, from 0
 * @param file as the user named it
 * @param line where the row begins, from 1; the number of the row in Parquet
 * @param values by column; a {@code String}, {@link Numeral}, {@code Boolean}, {@code List}, {@code Map}, {@code byte[]}
 *     or null. Delimited files hold strings only, exactly as written: {@code 007}, {@code NA} and the empty string are text.
 */
public record Row(long id, String file, long line, Map<String, @Nullable Object> values) {

    public @Nullable Object value(String column) {
        return values.get(column);
    }

    /** For messages. */
    public String where() {
        return file + ":" + line;
    }
}
