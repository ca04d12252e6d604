// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Answers to rows by what learnt from the other folds. */
public final class OutOfFold {

    /** Told before each fold is learnt. */
    public interface Heard {
        void fold(int number, int of);
    }

    /** What learns from some rows and then answers others. */
    public interface Learner {

        /**
         * @param learnt features of the rows to learn from, {@code [rows][width]}, and {@code rows} their places among all
         * @return features {@code [asked][width]} to answers {@code [asked][outputs]}
         */
        UnaryOperator<float[][]> fit(float[][] learnt, int[] rows);
    }

    private OutOfFold() {}

    /**
     * Answers to each row by what learnt without its fold.
     *
     * @param features {@code [rows][width]}
     * @param folds the fold of each row, from 0 to {@code count} - 1; at least two of them have rows
     * @return {@code [rows][outputs]}
     */
    public static float[][] answers(float[][] features, int[] folds, int count, Learner learner, Heard heard) {
        List<Optional<UnaryOperator<float[][]>>> fitted = fitted(features, folds, count, learner, heard);
        float[][] answers = new float[folds.length][];
        for (int fold = 0; fold < count; fold++) {
            int held = fold;
            int[] inside = rows(folds.length, row -> folds[row] == held);
            fitted.get(fold).ifPresent(learnt -> {
                float[][] said = learnt.apply(at(features, inside));
                for (int i = 0; i < said.length; i++) {
                    answers[inside[i]] = said[i];
                }
            });
        }
        return answers;
    }

    /** Of each fold what learnt from all others; empty where it has no rows, or no others have. */
    public static List<Optional<UnaryOperator<float[][]>>> fitted(
            float[][] features, int[] folds, int count, Learner learner, Heard heard) {
        List<Optional<UnaryOperator<float[][]>>> fitted = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            heard.fold(fold + 1, count);
            int held = fold;
            int[] outside = rows(folds.length, row -> folds[row] != held);
            boolean parted = outside.length > 0 && outside.length < folds.length;
            fitted.add(parted ? Optional.of(learner.fit(at(features, outside), outside)) : Optional.empty());
        }
        return fitted;
    }

    /** A head on the features, probabilities of classes. */
    public static Learner logistic(int[] labels, int classes) {
        return (learnt, rows) -> LogisticRegression.DEFAULT.fit(
                learnt, Arrays.stream(rows).map(row -> labels[row]).toArray(), classes)::probabilities;
    }

    /** A line through the features, one number a row. */
    public static Learner ridge(double[] targets) {
        return (learnt, rows) -> {
            double[] own = Arrays.stream(rows).mapToDouble(row -> targets[row]).toArray();
            Ridge fitted = Ridge.fit(learnt, own, Ridge.DEFAULT_ALPHA);
            return asked -> Arrays.stream(fitted.predictions(asked))
                    .mapToObj(value -> new float[] {(float) value})
                    .toArray(float[][]::new);
        };
    }

    /** The classes of the nearest rows, as shares. */
    public static Learner neighbours(NearestNeighbours near, int[] labels, int classes) {
        return (learnt, rows) -> {
            int[] own = Arrays.stream(rows).map(row -> labels[row]).toArray();
            return asked -> near.shares(learnt, own, classes, asked);
        };
    }

    /** The mean of the nearest rows, one number a row. */
    public static Learner neighbours(NearestNeighbours near, double[] targets) {
        return (learnt, rows) -> {
            double[] own = Arrays.stream(rows).mapToDouble(row -> targets[row]).toArray();
            return asked -> near.means(learnt, own, asked);
        };
    }

    private static int[] rows(int count, IntPredicate chosen) {
        return IntStream.range(0, count).filter(chosen).toArray();
    }

    private static float[][] at(float[][] features, int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> features[row]).toArray(float[][]::new);
    }
}
