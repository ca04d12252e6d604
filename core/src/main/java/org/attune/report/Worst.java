// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The rows with the highest scores, the earlier of equal ones first; a fixed number is kept. Not thread-safe. */
final class Worst {

    /** @param position in the file, from 0 */
    record Scored(PredictionRow row, double score, long position) {}

    private static final Comparator<Scored> BEST_LAST =
            Comparator.comparingDouble(Scored::score).reversed().thenComparingLong(Scored::position);

    private final int most;
    private final PriorityQueue<Scored> kept = new PriorityQueue<>(BEST_LAST.reversed());
    private long count;

    Worst(int most) {
        this.most = most;
    }

    void add(PredictionRow row, double score, long position) {
        count++;
        kept.add(new Scored(row, score, position));
        if (kept.size() > most) {
            kept.remove();
        }
    }

    List<Scored> rows() {
        List<Scored> rows = new ArrayList<>(kept);
        rows.sort(BEST_LAST);
        return rows;
    }

    /** All that were added, also those that are no longer kept. */
    long count() {
        return count;
    }
}
