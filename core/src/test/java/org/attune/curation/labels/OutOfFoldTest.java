// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attune.eval.OutOfFold;
import org.attune.tensor.KeyedRandom;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {

    private static final int ROWS = 300;
    private static final int CLASSES = 3;

    @Test
    void flipped_labels_are_found_by_heads_that_have_not_seen_them() {
        int[] given = new int[ROWS];
        float[][] features = new float[ROWS][CLASSES + 1];
        int[] folds = new int[ROWS];
        Set<Integer> flipped = new TreeSet<>();
        for (int row = 0; row < ROWS; row++) {
            int truth = row % CLASSES;
            for (int j = 0; j <= CLASSES; j++) {
                features[row][j] = (float) (KeyedRandom.gaussian(7, row * 10L + j) + (j == truth ? 6 : 0));
            }
            given[row] = row % 10 == 0 ? (truth + 1) % CLASSES : truth;
            folds[row] = row / CLASSES % 5;
            if (row % 10 == 0) {
                flipped.add(row);
            }
        }
        List<Integer> told = new ArrayList<>();
        float[][] probabilities =
                OutOfFold.answers(features, folds, 5, OutOfFold.logistic(given, CLASSES), (fold, of) -> told.add(fold));
        assertThat(told).containsExactly(1, 2, 3, 4, 5);
        ConfidentJoint joint = ConfidentJoint.of(given, probabilities);
        List<Suspect> ranked = Suspect.ranked(joint, given, probabilities);
        assertThat(ranked).extracting(Suspect::row).containsExactlyInAnyOrderElementsOf(flipped);
        assertThat(ranked).allMatch(suspect -> suspect.suggested() == suspect.row() % CLASSES);
    }
}
