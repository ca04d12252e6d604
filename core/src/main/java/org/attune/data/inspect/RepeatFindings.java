// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.attune.data.similar.Clusters;
import org.attune.data.similar.Groups;
import org.attune.data.similar.IntColumn;
import org.attune.data.similar.KeyIndex;
import org.attune.data.similar.NearDuplicates;
import org.attune.data.similar.Places;

/** Rows that say the same, nearly the same, or the same with another label; within a part and across parts. */
final class RepeatFindings {

    private static final int NONE = -1;

    /** Rows of one cluster that a row is held against. */
    private static final int MOST_COMPARED = 256;

    private final Places places;
    private final NearDuplicates near;
    private final KeyIndex inputs = new KeyIndex();
    private final IntColumn inputOfRow = new IntColumn();
    private final Examples exact = new Examples();
    private final Examples conflicts = new Examples();
    private final Examples leaks = new Examples();
    private final Examples nearly = new Examples();
    private final Examples nearLeaks = new Examples();
    private long passedOver;

    RepeatFindings(Places places, NearDuplicates near) {
        this.places = places;
        this.near = near;
    }

    /** @param high half of the key of the row's inputs */
    void add(long high, long low, String text) {
        inputOfRow.add(inputs.number(high, low));
        near.add(text);
    }

    void conclude() {
        equal();
        Clusters clusters = near.cluster();
        passedOver = clusters.passedOver();
        similar(clusters);
    }

    /** Compares each row with the first one that has its inputs. */
    private void equal() {
        int[] first = new int[inputs.size()];
        Arrays.fill(first, NONE);
        for (int row = 0; row < places.size(); row++) {
            int key = inputOfRow.get(row);
            int earlier = first[key];
            if (earlier == NONE) {
                first[key] = row;
                continue;
            }
            boolean within = places.part(row) == places.part(earlier);
            boolean sameLabel = places.label(row) == places.label(earlier);
            add(within ? sameLabel ? exact : conflicts : leaks, row, earlier, sameLabel ? "" : ", with another label");
        }
    }

    private void similar(Clusters clusters) {
        int[] names = new int[places.size()];
        Arrays.setAll(names, clusters::of);
        Groups.each(names, this::cluster);
    }

    /**
     * A row counts where it is as similar as the threshold to one that does not count, as cleaning would take it; a held-out row where
     * it is to any row of the first part.
     */
    private void cluster(int[] rows) {
        List<Integer> standing = new ArrayList<>();
        List<Integer> learnt = new ArrayList<>();
        for (int row : rows) {
            boolean held = places.part(row) > 0;
            int other = like(row, held ? learnt : standing);
            if (other != NONE) {
                add(held ? nearLeaks : nearly, row, other, "");
            } else if (!isEqualToOne(row, held ? learnt : standing)) {
                standing.add(row);
            }
            if (!held) {
                learnt.add(row);
            }
        }
    }

    /** A row with other inputs that this one is nearly the same as. */
    private int like(int row, List<Integer> others) {
        if (isEqualToOne(row, others)) {
            return NONE;
        }
        for (int other : others.subList(0, Math.min(MOST_COMPARED, others.size()))) {
            if (near.similarity(row, other) >= near.threshold()) {
                return other;
            }
        }
        return NONE;
    }

    /** Those are counted as duplicates, leaks and conflicts already. */
    private boolean isEqualToOne(int row, List<Integer> others) {
        return others.subList(0, Math.min(MOST_COMPARED, others.size())).stream()
                .anyMatch(other -> inputOfRow.get(other) == inputOfRow.get(row));
    }

    private void add(Examples found, int row, int earlier, String more) {
        if (found.isFull()) {
            found.count();
        } else {
            String likeness = String.format(Locale.ROOT, "%.2f", near.similarity(row, earlier));
            found.add(
                    places.where(row),
                    (found == nearly || found == nearLeaks ? likeness + " like " : "as ") + places.where(earlier) + more
                            + ": " + near.text(row));
        }
    }

    void into(List<Finding> findings, Mending mending) {
        String threshold = String.valueOf(near.threshold());
        add(
                findings,
                "leak",
                Severity.SERIOUS,
                leaks,
                "held-out rows have the inputs of rows of another part",
                mending.withoutHeldOut(""));
        add(
                findings,
                "near-leak",
                Severity.SERIOUS,
                nearLeaks,
                "held-out rows are nearly the same as rows to learn from (similarity from " + threshold + ")",
                mending.withoutHeldOut(" --near-duplicates " + threshold));
        add(
                findings,
                "conflict",
                Severity.SERIOUS,
                conflicts,
                "rows repeat the inputs of an earlier row with another label",
                mending.clean("--conflicts majority"));
        add(
                findings,
                "duplicate",
                Severity.WARNING,
                exact,
                "rows repeat an earlier row",
                mending.clean("--duplicates drop"));
        add(
                findings,
                "near-duplicate",
                Severity.NOTE,
                nearly,
                "rows are nearly the same as an earlier row (similarity from " + threshold + ")"
                        + (passedOver > 0 ? "; rows of large groups were not all compared, there may be more" : ""),
                mending.clean("--near-duplicates " + threshold));
    }

    private static void add(
            List<Finding> findings, String code, Severity severity, Examples found, String words, String command) {
        if (found.total() > 0) {
            findings.add(new Finding(code, severity, found.total(), words, found.list(), command));
        }
    }
}
