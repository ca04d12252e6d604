// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.util.ArrayList;
import java.util.List;
import org.attune.eval.LogisticRegression;

/** Probabilities of rows by heads that learnt from the other folds. */
final class OutOfFold {

    /** Told before each fold is learnt. */
    interface Heard {
        void fold(int number, int of);
    }

    private OutOfFold() {}

    /**
     * @param folds the fold of each row, from 0 to {@code count} - 1
     * @return {@code [rows][classes]}
     */
    static float[][] probabilities(Examples examples, int[] folds, int count, Heard heard) {
        float[][] probabilities = new float[folds.length][];
        for (int fold = 0; fold < count; fold++) {
            heard.fold(fold + 1, count);
            List<Integer> inside = new ArrayList<>();
            List<Integer> outside = new ArrayList<>();
            for (int row = 0; row < folds.length; row++) {
                (folds[row] == fold ? inside : outside).add(row);
            }
            if (inside.isEmpty() || outside.isEmpty()) {
                continue;
            }
            Examples learnt = examples.of(outside);
            float[][] said = LogisticRegression.DEFAULT
                    .fit(learnt.features, learnt.labels, examples.classes)
                    .probabilities(examples.of(inside).features);
            for (int i = 0; i < said.length; i++) {
                probabilities[inside.get(i)] = said[i];
            }
        }
        return probabilities;
    }

    /**
     * Features with classes.
     *
     * @param features {@code [rows][width]}
     */
    record Examples(float[][] features, int[] labels, int classes) {
        private Examples of(List<Integer> rows) {
            return new Examples(
                    rows.stream().map(row -> features[row]).toArray(float[][]::new),
                    rows.stream().mapToInt(row -> labels[row]).toArray(),
                    classes);
        }
    }
}
