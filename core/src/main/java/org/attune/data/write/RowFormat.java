// SPDX-License-Identifier: Apache-2.0
package org.attune.data.write;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.attune.data.Row;

/**
 * How rows are written: CSV where they come from delimited files, JSON lines otherwise.
 *
 * @param columns of a CSV file
 */
public record RowFormat(boolean csv, boolean hasHeader, List<String> columns) {

    /** Looks at rows as they come by. */
    public static final class Seen {
        private final Set<String> columns = new LinkedHashSet<>();
        private boolean strings = true;

        public void add(Row row) {
            row.values().forEach((column, value) -> {
                columns.add(column);
                strings &= value == null || value instanceof String;
            });
        }

        /** @param files that the rows come from */
        public RowFormat format(Collection<String> files, boolean hasHeader) {
            boolean delimited = files.stream().allMatch(RowFormat::isDelimited);
            return new RowFormat(strings && delimited, hasHeader, List.copyOf(columns));
        }
    }

    private static boolean isDelimited(String file) {
        String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
        return !name.matches(".*\\.(json|jsonl|ndjson|parquet|pq|conll|bio|iob|iob2|bioes)");
    }
}
