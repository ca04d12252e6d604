// SPDX-License-Identifier: Apache-2.0
package org.attune.data.mend;

import java.nio.file.Path;
import java.util.Map;

/**
 * What was done.
 *
 * @param data the file with the rows that stay
 * @param read rows
 * @param made rows that were not there before
 * @param written rows; with those rejected as many as were read and made
 * @param changed rows, whether they stay or not
 * @param changedBy rows by the rule that changed them; a row can be changed by several
 * @param rejectedBy rows by the rule that took them
 */
public record Mended(
        Path data,
        long read,
        long made,
        long written,
        long rejected,
        long changed,
        Map<String, Long> changedBy,
        Map<String, Long> rejectedBy) {

    public Mended {
        long byRule = rejectedBy.values().stream().mapToLong(Long::longValue).sum();
        if (read + made != written + rejected || rejected != byRule) {
            throw new IllegalStateException("rows were lost: " + read + " read, " + made + " made, " + written
                    + " written, " + rejected + " rejected, " + byRule + " by rules");
        }
    }

    /** What a folder holds that was filled. */
    public static Mended of(DataFile data, Journal journal, long read, long made) {
        return new Mended(
                data.path(),
                read,
                made,
                data.rows(),
                journal.rejectedBy().total(),
                journal.changedRows(),
                journal.changedBy().counts(),
                journal.rejectedBy().counts());
    }

    /** The same in the folder's final place. */
    public Mended in(Path folder) {
        return new Mended(
                folder.resolve(data.getFileName()), read, made, written, rejected, changed, changedBy, rejectedBy);
    }
}
