// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attune.data.Row;
import org.jspecify.annotations.Nullable;

/** Counts what columns hold. */
final class ColumnProfiles {

    private static final int MOST_DISTINCT = 10_000;

    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private long rows;

    void add(Row row) {
        row.values()
                .forEach((name, value) ->
                        counters.computeIfAbsent(name, n -> new Counter()).add(value));
        rows++;
    }

    List<ColumnProfile> list() {
        List<ColumnProfile> profiles = new ArrayList<>();
        counters.forEach((name, counter) -> profiles.add(counter.profile(name, rows)));
        return profiles;
    }

    private static final class Counter {
        private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        private final Set<Integer> distinct = new HashSet<>();
        private boolean more;

        void add(@Nullable Object value) {
            Kind kind = Kind.of(value);
            kinds.merge(kind, 1L, Long::sum);
            if (kind != Kind.MISSING && !more) {
                // by hash: one in a million columns of ten thousand values is off by a few
                distinct.add(String.valueOf(value).hashCode());
                if (distinct.size() > MOST_DISTINCT) {
                    more = true;
                    distinct.clear();
                }
            }
        }

        /** A key that a JSON object leaves out is missing too. */
        ColumnProfile profile(String name, long rows) {
            Map<String, Long> counts = new TreeMap<>();
            long filled = 0;
            for (Map.Entry<Kind, Long> kind : kinds.entrySet()) {
                if (kind.getKey() != Kind.MISSING) {
                    counts.put(kind.getKey().word(), kind.getValue());
                    filled += kind.getValue();
                }
            }
            return new ColumnProfile(name, rows - filled, counts, more ? MOST_DISTINCT : distinct.size(), more);
        }
    }
}
