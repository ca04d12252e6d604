// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.similar.Clusters;
import org.attune.data.similar.Groups;
import org.attune.data.similar.IntColumn;
import org.attune.data.similar.NearDuplicates;
import org.attune.data.similar.Places;
import org.jspecify.annotations.Nullable;

/** Decides between rows that say the same or nearly the same. The first rows are held out: they are compared with, and always stay. */
final class Judging {

    /** Kept rows of one cluster that a row is held against. */
    private static final int MOST_KEPT = 256;

    private final CleanPlan.Repeats plan;
    private final Places places;
    private final IntColumn inputs;
    private final IntColumn lengths;
    private final int held;
    private final Verdicts verdicts;

    /**
     * @param inputs the number of the inputs of each row: equal numbers, equal inputs
     * @param lengths of the texts
     * @param held how many rows are held out
     */
    Judging(CleanPlan.Repeats plan, Places places, IntColumn inputs, IntColumn lengths, int held) {
        this.plan = plan;
        this.places = places;
        this.inputs = inputs;
        this.lengths = lengths;
        this.held = held;
        this.verdicts = new Verdicts(places.size());
    }

    /** @param near null where near duplicates are not looked for */
    Verdicts run(@Nullable NearDuplicates near) {
        Groups.each(inputs.toArray(), this::equal);
        if (near != null) {
            Clusters clusters = near.cluster();
            int[] names = new int[places.size()];
            Arrays.setAll(names, clusters::of);
            Groups.each(names, rows -> similar(rows, near));
        }
        return verdicts;
    }

    /** Rows with equal inputs, in their order. */
    private void equal(int[] rows) {
        if (rows[0] < held) {
            for (int row : rows) {
                if (row >= held) {
                    verdicts.reject(row, Verdicts.Rule.LEAK, rows[0], 1);
                }
            }
            return;
        }
        conflict(rows);
        if (plan.duplicates()) {
            Map<Integer, Integer> keptByLabel = new HashMap<>();
            for (int row : inOrder(rows)) {
                Integer kept = verdicts.stays(row) ? keptByLabel.putIfAbsent(places.label(row), row) : null;
                if (kept != null) {
                    verdicts.reject(row, Verdicts.Rule.DUPLICATE, kept, 1);
                }
            }
        }
    }

    private void conflict(int[] rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int row : rows) {
            counts.merge(places.label(row), 1, Integer::sum);
        }
        if (counts.size() < 2 || plan.conflicts() == CleanPlan.Conflicts.KEEP) {
            return;
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean clear = counts.values().stream().filter(c -> c == most).count() == 1;
        boolean majority = plan.conflicts() == CleanPlan.Conflicts.MAJORITY && clear;
        int winner = Verdicts.NOBODY;
        for (int row : rows) {
            if (majority && winner == Verdicts.NOBODY && counts.getOrDefault(places.label(row), 0) == most) {
                winner = row;
            }
        }
        for (int row : rows) {
            if (winner == Verdicts.NOBODY || places.label(row) != places.label(winner)) {
                int other = winner == Verdicts.NOBODY ? another(rows, row) : winner;
                verdicts.reject(row, Verdicts.Rule.CONFLICT, other, 1);
            }
        }
    }

    private int another(int[] rows, int row) {
        return Arrays.stream(rows)
                .filter(r -> places.label(r) != places.label(row))
                .findFirst()
                .orElse(Verdicts.NOBODY);
    }

    /** A row goes where it is as similar as the threshold to one that stays; not through a chain of others. */
    private void similar(int[] rows, NearDuplicates near) {
        List<Integer> kept = new ArrayList<>();
        for (int row : inOrder(rows)) {
            if (!verdicts.stays(row)) {
                continue;
            }
            if (row < held || !rejected(row, kept, near)) {
                kept.add(row);
            }
        }
    }

    private boolean rejected(int row, List<Integer> kept, NearDuplicates near) {
        for (int other : kept.subList(0, Math.min(MOST_KEPT, kept.size()))) {
            boolean leak = other < held;
            if (!leak && places.label(other) != places.label(row)) {
                continue; // which label is right is for a person to say
            }
            double similarity = near.similarity(row, other);
            if (similarity >= near.threshold()) {
                verdicts.reject(row, leak ? Verdicts.Rule.NEAR_LEAK : Verdicts.Rule.NEAR_DUPLICATE, other, similarity);
                return true;
            }
        }
        return false;
    }

    /** Held-out rows, then those that are rather kept. */
    private int[] inOrder(int[] rows) {
        Comparator<Integer> wanted = switch (plan.keep()) {
            case FIRST -> Comparator.naturalOrder();
            case LAST -> Comparator.reverseOrder();
            case LONGEST ->
                Comparator.<Integer>comparingInt(row -> -lengths.get(row)).thenComparing(row -> row);
        };
        return Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(row -> row >= held)
                        .thenComparing(wanted))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
