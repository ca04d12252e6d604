// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.attune.data.Row;
import org.attune.data.TextColumns;
import org.attune.data.similar.Clusters;
import org.attune.data.similar.Groups;
import org.attune.data.similar.NearDuplicates;

/** Pairs rows whose texts were edited: each new text with the likest old one that is left. */
record NewForms(double threshold, TextColumns roles, Path temporary) {

    /** Rows of one cluster that a row is held against. */
    private static final int MOST_COMPARED = 256;

    void join(List<Row> before, List<Row> after, Pairs pairs) {
        int[] left = pairs.left();
        int[] open = pairs.open();
        try (NearDuplicates texts = new NearDuplicates(threshold, temporary)) {
            for (int row : left) {
                texts.add(roles.text(before.get(row)));
            }
            for (int row : open) {
                texts.add(roles.text(after.get(row)));
            }
            Clusters clusters = texts.cluster();
            int[] names = new int[left.length + open.length];
            Arrays.setAll(names, clusters::of);
            boolean[] taken = new boolean[left.length];
            Groups.each(names, rows -> {
                int olds = (int)
                        Arrays.stream(rows).filter(row -> row < left.length).count();
                for (int i = olds; i < rows.length; i++) {
                    int likest = likest(rows, Math.min(olds, MOST_COMPARED), rows[i], texts, taken);
                    if (likest != Pairs.NONE) {
                        taken[likest] = true;
                        pairs.join(left[likest], open[rows[i] - left.length]);
                    }
                }
            });
        }
    }

    /** Of the first rows of a cluster, which are old ones; the first of equals. */
    private int likest(int[] rows, int olds, int row, NearDuplicates texts, boolean[] taken) {
        int likest = Pairs.NONE;
        double most = 0;
        for (int i = 0; i < olds; i++) {
            double similarity = taken[rows[i]] ? 0 : texts.similarity(rows[i], row);
            if (similarity >= threshold && similarity > most) {
                likest = rows[i];
                most = similarity;
            }
        }
        return likest;
    }
}
