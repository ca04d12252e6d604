// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference of two versions.
 *
 * @param before rows of the first version
 * @param after rows of the second one
 * @param changes all rows that are not the same, in the order of the second version, then those that were removed
 * @param addedColumns of the second version alone; they are not compared
 * @param removedColumns of the first version alone
 * @param relabelled how often which label became which, {@code "a → b"}, the most frequent first
 */
public record DataDiff(
        long before,
        long after,
        Map<Change.Kind, Long> counts,
        List<Change> changes,
        List<String> addedColumns,
        List<String> removedColumns,
        Map<String, Long> relabelled) {

    public DataDiff {
        counts = new EnumMap<>(counts);
        relabelled = new LinkedHashMap<>(relabelled);
        long added = counts.getOrDefault(Change.Kind.ADDED, 0L);
        long removed = counts.getOrDefault(Change.Kind.REMOVED, 0L);
        long paired = counts.values().stream().mapToLong(Long::longValue).sum() - added - removed;
        if (paired + removed != before || paired + added != after) {
            throw new IllegalStateException("rows were lost: " + before + " before, " + after + " after, " + counts);
        }
    }

    public long count(Change.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
