// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of two runs to the same rows, in the first run's order.
 *
 * @param labels the truth, of one length with {@code first} and {@code second}
 */
record PairedRows(Family family, List<Given> labels, List<Given> first, List<Given> second) {

    private record Answer(int place, Given label) {}

    int size() {
        return labels.size();
    }

    /** Empty where not all rows are the same; the reason is added to the remarks. */
    static Optional<PairedRows> read(RunFiles a, RunFiles b, List<String> remarks) {
        Map<String, Answer> rows = new HashMap<>();
        List<Given> labels = new ArrayList<>();
        List<Given> first = new ArrayList<>();
        Family[] family = new Family[1];
        Keys keys = new Keys();
        a.predictions(row -> {
            if (family[0] == null) {
                family[0] = Family.of(a.recipe().task(), row);
            }
            rows.put(keys.of(row), new Answer(labels.size(), row.label()));
            labels.add(row.label());
            first.add(row.prediction());
        });
        @Nullable Given[] second = new Given[labels.size()];
        long[] matched = new long[2];
        Keys theirs = new Keys();
        b.predictions(row -> {
            Answer same = rows.get(theirs.of(row));
            boolean equal = same != null
                    && same.label().equals(row.label())
                    && row.label().isKnown();
            matched[equal ? 0 : 1]++;
            if (same != null && equal) {
                second[same.place()] = row.prediction();
            }
        });
        return whole(labels, second, matched, remarks).map(all -> new PairedRows(family[0], labels, first, all));
    }

    private static Optional<List<Given>> whole(
            List<Given> labels, @Nullable Given[] second, long[] matched, List<String> remarks) {
        List<Given> all = new ArrayList<>();
        for (Given given : second) {
            if (given != null) {
                all.add(given);
            }
        }
        if (!labels.isEmpty() && all.size() == labels.size() && matched[1] == 0) {
            return Optional.of(all);
        }
        remarks.add(
                labels.isEmpty() || matched[0] + matched[1] == 0
                        ? "not compared row by row: a run has no predictions"
                        : "not compared row by row: the runs did not answer the same rows (" + labels.size() + " and "
                                + (matched[0] + matched[1]) + " rows, " + matched[0]
                                + " with equal identifier and label)");
        return Optional.empty();
    }

    /** Rows of one key are told apart by their order. */
    private static final class Keys {

        private final Map<String, Integer> seen = new HashMap<>();

        String of(PredictionRow row) {
            String key = row.key().isEmpty() ? row.text() : row.key();
            int times = seen.merge(key, 1, Integer::sum);
            return times == 1 ? key : key + "\0" + times;
        }
    }
}
