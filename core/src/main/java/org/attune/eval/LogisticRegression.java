// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.attune.task.ScoreChecks;

/**
 * Logistic regression with an L2 penalty on the weights, not on the intercepts: scikit-learn's {@code LogisticRegression}, which
 * is multinomial for three classes and more, one sigmoid for two, and for several labels per row one sigmoid each. Features are
 * used as they are. The baseline {@code frozen_head}.
 *
 * @param c the inverse strength of the penalty
 * @param tolerance stops when no entry of the mean loss's gradient is larger; scikit-learn's default is 1e-4
 */
public record LogisticRegression(double c, int maxIterations, double tolerance) {

    public static final LogisticRegression DEFAULT = new LogisticRegression(1.0, 500, 1e-5);

    /**
     * What was learnt.
     *
     * @param weights {@code [features][outputs]}, one output for two classes
     * @param intercepts {@code [outputs]}
     * @param columns which class each output is of; for two classes both, the sigmoid is of the second
     * @param constant the answer for every class that is not learnt, {@code [classes]}
     */
    public record Fitted(
            double[][] weights, double[] intercepts, int[] columns, boolean[] constant, boolean multiLabel) {

        /** {@code [rows][classes]}; a class that training did not have gets 0. */
        public float[][] probabilities(float[][] features) {
            float[][] probabilities = new float[features.length][constant.length];
            double[] scores = new double[intercepts.length];
            for (int row = 0; row < features.length; row++) {
                for (int label = 0; label < constant.length; label++) {
                    probabilities[row][label] = constant[label] ? 1 : 0;
                }
                score(features[row], scores);
                fill(probabilities[row], scores);
            }
            return probabilities;
        }

        private void score(float[] x, double[] scores) {
            System.arraycopy(intercepts, 0, scores, 0, scores.length);
            for (int j = 0; j < weights.length; j++) {
                for (int k = 0; k < scores.length; k++) {
                    scores[k] += x[j] * weights[j][k];
                }
            }
        }

        private void fill(float[] probabilities, double[] scores) {
            if (!multiLabel && scores.length == 1) {
                probabilities[columns[0]] = (float) LinearProduct.sigmoid(-scores[0]);
                probabilities[columns[1]] = (float) LinearProduct.sigmoid(scores[0]);
                return;
            }
            if (!multiLabel && scores.length > 0) {
                LinearProduct.softmax(scores);
            }
            for (int k = 0; k < scores.length; k++) {
                probabilities[columns[k]] = (float) (multiLabel ? LinearProduct.sigmoid(scores[k]) : scores[k]);
            }
        }
    }

    public LogisticRegression {
        if (!(c > 0) || maxIterations < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException("c, iterations and tolerance are positive");
        }
    }

    /**
     * One class per row. Classes without rows are left out.
     *
     * @param features {@code [rows][features]}, at least one row
     * @param labels {@code [rows]}
     */
    public Fitted fit(float[][] features, int[] labels, int classes) {
        check(features, labels.length);
        int[] present = Arrays.stream(labels).distinct().sorted().toArray();
        if (present.length == 1) {
            boolean[] constant = new boolean[classes];
            constant[present[0]] = true;
            return fitted(new double[0], 0, new int[0], constant, false);
        }
        int outputs = present.length == 2 ? 1 : present.length;
        boolean[][] targets = new boolean[labels.length][outputs];
        for (int row = 0; row < labels.length; row++) {
            int at = Arrays.binarySearch(present, labels[row]);
            if (outputs > 1 || at == 1) {
                targets[row][outputs > 1 ? at : 0] = true;
            }
        }
        LinearLoss.Link link = outputs > 1 ? LinearLoss.Link.SOFTMAX : LinearLoss.Link.LOGISTIC;
        return fitted(minimise(features, targets, link), outputs, present, new boolean[classes], false);
    }

    /**
     * Any number of labels per row, one sigmoid each. A label that all rows have, or none, keeps that answer.
     *
     * @param labels {@code [rows][labels]}
     */
    public Fitted fit(float[][] features, boolean[][] labels) {
        check(features, labels.length);
        int all = labels[0].length;
        int[] varying =
                IntStream.range(0, all).filter(label -> varies(labels, label)).toArray();
        boolean[][] targets = new boolean[labels.length][varying.length];
        for (int row = 0; row < labels.length; row++) {
            for (int k = 0; k < varying.length; k++) {
                targets[row][k] = labels[row][varying[k]];
            }
        }
        double[] point = varying.length == 0 ? new double[0] : minimise(features, targets, LinearLoss.Link.LOGISTIC);
        return fitted(point, varying.length, varying, labels[0], true);
    }

    private double[] minimise(float[][] features, boolean[][] targets, LinearLoss.Link link) {
        return new Lbfgs(maxIterations, tolerance).minimise(new LinearLoss(features, targets, link, c));
    }

    private static boolean varies(boolean[][] labels, int label) {
        for (boolean[] row : labels) {
            if (row[label] != labels[0][label]) {
                return true;
            }
        }
        return false;
    }

    private static Fitted fitted(double[] point, int outputs, int[] columns, boolean[] constant, boolean multiLabel) {
        int width = outputs == 0 ? 0 : point.length / outputs - 1;
        double[][] weights = new double[width][outputs];
        for (int j = 0; j < width; j++) {
            System.arraycopy(point, j * outputs, weights[j], 0, outputs);
        }
        double[] intercepts = Arrays.copyOfRange(point, width * outputs, (width + 1) * outputs);
        return new Fitted(weights, intercepts, columns, constant, multiLabel);
    }

    static void check(float[][] features, int targets) {
        ScoreChecks.sameLength(targets, features.length);
        if (features.length == 0 || features[0].length == 0) {
            throw new IllegalArgumentException("there is nothing to fit: " + features.length + " rows");
        }
        for (int row = 0; row < features.length; row++) {
            ScoreChecks.sameLength(features[0].length, features[row].length);
            for (float value : features[row]) {
                if (!Float.isFinite(value)) {
                    throw ScoreChecks.notFinite(row, value);
                }
            }
        }
    }
}
