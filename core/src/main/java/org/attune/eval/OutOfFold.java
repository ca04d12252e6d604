// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Answers to rows by what learnt from the other folds. */
public final class OutOfFold {

    /** Told before each fold is learnt. */
    public interface Heard {
        void fold(int number, int of);
    }

    /** What learns from some rows and answers others. */
    public interface Learner {

        /**
         * @param learnt features of the rows to learn from, {@code [rows][width]}, and {@code rows} their places among all
         * @return {@code [asked][outputs]}
         */
        float[][] answers(float[][] learnt, int[] rows, float[][] asked);
    }

    private OutOfFold() {}

    /**
     * @param features {@code [rows][width]}
     * @param folds the fold of each row, from 0 to {@code count} - 1; at least two of them have rows
     * @return {@code [rows][outputs]}
     */
    public static float[][] answers(float[][] features, int[] folds, int count, Learner learner, Heard heard) {
        float[][] answers = new float[folds.length][];
        for (int fold = 0; fold < count; fold++) {
            heard.fold(fold + 1, count);
            int held = fold;
            int[] inside = rows(folds.length, row -> folds[row] == held);
            int[] outside = rows(folds.length, row -> folds[row] != held);
            if (inside.length == 0 || outside.length == 0) {
                continue;
            }
            float[][] said = learner.answers(at(features, outside), outside, at(features, inside));
            for (int i = 0; i < said.length; i++) {
                answers[inside[i]] = said[i];
            }
        }
        return answers;
    }

    /** A head on the features, probabilities of classes. */
    public static Learner logistic(int[] labels, int classes) {
        return (learnt, rows, asked) -> LogisticRegression.DEFAULT
                .fit(learnt, Arrays.stream(rows).map(row -> labels[row]).toArray(), classes)
                .probabilities(asked);
    }

    /** A line through the features, one number a row. */
    public static Learner ridge(double[] targets) {
        return (learnt, rows, asked) -> {
            double[] own = Arrays.stream(rows).mapToDouble(row -> targets[row]).toArray();
            double[] said = Ridge.fit(learnt, own, Ridge.DEFAULT_ALPHA).predictions(asked);
            return Arrays.stream(said)
                    .mapToObj(value -> new float[] {(float) value})
                    .toArray(float[][]::new);
        };
    }

    /** The classes of the nearest rows, as shares. */
    public static Learner neighbours(NearestNeighbours near, int[] labels, int classes) {
        return (learnt, rows, asked) ->
                near.shares(learnt, Arrays.stream(rows).map(row -> labels[row]).toArray(), classes, asked);
    }

    /** The mean of the nearest rows, one number a row. */
    public static Learner neighbours(NearestNeighbours near, double[] targets) {
        return (learnt, rows, asked) -> near.means(
                learnt, Arrays.stream(rows).mapToDouble(row -> targets[row]).toArray(), asked);
    }

    private static int[] rows(int count, IntPredicate chosen) {
        return IntStream.range(0, count).filter(chosen).toArray();
    }

    private static float[][] at(float[][] features, int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> features[row]).toArray(float[][]::new);
    }
}
