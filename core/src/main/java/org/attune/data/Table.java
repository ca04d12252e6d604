// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;
import java.util.Map;
import org.attune.data.image.ImagePaths;

/**
 * Rows of one or more files in the order of the files and of their lines.
 *
 * @param sha256ByFile of the files' bytes as they lie on disk, compressed ones included
 * @param hasHeader whether the column names are the file's own; otherwise they are {@code column0 column1 …}
 * @param notes what was decided by content, for display
 */
public record Table(
        List<String> columns, List<Row> rows, Map<String, String> sha256ByFile, boolean hasHeader, List<String> notes) {

    /** The name of the column at a 0-based position in a file without names. */
    static String nameOf(int position) {
        return "column" + position;
    }

    /** SHA-256 of the images that its rows name, which its own hashes do not know. */
    public String imagesSha256(String column) {
        return ImagePaths.sha256(rows.stream()
                .map(row -> ImagePaths.of(row.file(), String.valueOf(row.value(column))))
                .toList());
    }
}
