// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by rule, in the order in which rules first applied. */
final class Tally {

    private final Map<String, Long> counts = new LinkedHashMap<>();

    void count(String rule) {
        counts.merge(rule, 1L, Long::sum);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
