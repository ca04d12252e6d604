// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.nio.file.Path;
import java.util.Map;

/**
 * What was done.
 *
 * @param data the file with the rows that stay
 * @param read rows; always {@code written} and {@code rejected} together
 * @param changed rows, whether they stay or not
 * @param changedBy rows by the rule that changed them; a row can be changed by several
 * @param rejectedBy rows by the rule that took them
 */
public record CleanResult(
        Path data,
        long read,
        long written,
        long rejected,
        long changed,
        Map<String, Long> changedBy,
        Map<String, Long> rejectedBy) {

    public CleanResult {
        long byRule = rejectedBy.values().stream().mapToLong(Long::longValue).sum();
        if (read != written + rejected || rejected != byRule) {
            throw new IllegalStateException("rows were lost: " + read + " read, " + written + " written, " + rejected
                    + " rejected, " + byRule + " by rules");
        }
    }
}
