// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.eval.LogisticRegression;

/** Probabilities of rows by heads that learnt from the other folds. */
public final class OutOfFold {

    /** Told before each fold is learnt. */
    public interface Heard {
        void fold(int number, int of);
    }

    private OutOfFold() {}

    /**
     * @param folds the fold of each row, from 0 to {@code count} - 1
     * @return {@code [rows][classes]}
     */
    static float[][] probabilities(Examples examples, int[] folds, int count, Heard heard) {
        List<LogisticRegression.Fitted> heads = heads(examples, folds, count, heard);
        float[][] probabilities = new float[folds.length][];
        for (int row = 0; row < folds.length; row++) {
            probabilities[row] = heads.get(folds[row]).probabilities(new float[][] {examples.features[row]})[0];
        }
        return probabilities;
    }

    /**
     * Of each fold the head that learnt from the other ones; one that gives every class nothing, where there are no others or no rows.
     *
     * @param folds the fold of each row, from 0 to {@code count} - 1
     */
    public static List<LogisticRegression.Fitted> heads(Examples examples, int[] folds, int count, Heard heard) {
        List<LogisticRegression.Fitted> heads = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            heard.fold(fold + 1, count);
            int held = fold;
            List<Integer> outside = IntStream.range(0, folds.length)
                    .filter(row -> folds[row] != held)
                    .boxed()
                    .toList();
            heads.add(
                    outside.isEmpty() || outside.size() == folds.length
                            ? nothing(examples.classes)
                            : examples.of(outside).head());
        }
        return heads;
    }

    private static LogisticRegression.Fitted nothing(int classes) {
        return new LogisticRegression.Fitted(new double[0][], new double[0], new int[0], new boolean[classes], false);
    }

    /**
     * Features with classes.
     *
     * @param features {@code [rows][width]}
     */
    public record Examples(float[][] features, int[] labels, int classes) {
        private LogisticRegression.Fitted head() {
            return LogisticRegression.DEFAULT.fit(features, labels, classes);
        }

        private Examples of(List<Integer> rows) {
            return new Examples(
                    rows.stream().map(row -> features[row]).toArray(float[][]::new),
                    rows.stream().mapToInt(row -> labels[row]).toArray(),
                    classes);
        }
    }
}
