// SPDX-License-Identifier: Apache-2.0
package org.attune.data.mend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by rule, in the order in which rules first applied. */
public final class Tally {

    private final Map<String, Long> counts = new LinkedHashMap<>();

    public void count(String rule) {
        counts.merge(rule, 1L, Long::sum);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
