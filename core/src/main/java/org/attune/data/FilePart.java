// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file brings to the table besides its rows.
 *
 * @param fixed whether every row has exactly these columns; JSON objects may leave keys out
 * @param dialect of a delimited file
 */
record FilePart(
        List<String> columns,
        boolean hasHeader,
        boolean fixed,
        List<String> notes,
        @Nullable CsvDialect dialect) {

    static FilePart typed(List<String> columns, boolean fixed, List<String> notes) {
        return new FilePart(List.copyOf(columns), true, fixed, notes, null);
    }
}
