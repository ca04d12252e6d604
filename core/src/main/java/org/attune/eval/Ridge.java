// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * Least squares with an L2 penalty α‖weights‖² on the weights, not on the intercept: scikit-learn's {@code Ridge}, solved exactly
 * through the normal equations of the centred features. The baseline {@code frozen_head} of regression.
 *
 * @param weights {@code [features]}
 */
public record Ridge(double[] weights, double intercept) {

    public static final double DEFAULT_ALPHA = 1.0;

    /** @param features {@code [rows][features]}, at least one row */
    public static Ridge fit(float[][] features, double[] targets, double alpha) {
        LogisticRegression.check(features, targets.length);
        if (!(alpha > 0)) {
            throw new IllegalArgumentException("alpha is positive, not " + alpha);
        }
        double[] means = means(features);
        double mean = Counts.sum(targets) / targets.length;
        int d = means.length;
        double[][] matrix = new double[d][d];
        double[] right = new double[d];
        double[] x = new double[d];
        for (int row = 0; row < features.length; row++) {
            for (int j = 0; j < d; j++) {
                x[j] = features[row][j] - means[j];
            }
            addProducts(matrix, right, x, targets[row] - mean);
        }
        for (int j = 0; j < d; j++) {
            matrix[j][j] += alpha;
        }
        double[] weights = solve(matrix, right);
        double intercept = mean;
        for (int j = 0; j < d; j++) {
            intercept -= weights[j] * means[j];
        }
        return new Ridge(weights, intercept);
    }

    public double[] predictions(float[][] features) {
        double[] predictions = new double[features.length];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = intercept;
            for (int j = 0; j < weights.length; j++) {
                predictions[row] += features[row][j] * weights[j];
            }
        }
        return predictions;
    }

    private static double[] means(float[][] features) {
        double[] means = new double[features[0].length];
        for (float[] row : features) {
            for (int j = 0; j < means.length; j++) {
                means[j] += row[j];
            }
        }
        for (int j = 0; j < means.length; j++) {
            means[j] /= features.length;
        }
        return means;
    }

    /** The lower triangle is enough. */
    private static void addProducts(double[][] matrix, double[] right, double[] x, double target) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double[] line = matrix[i];
            for (int j = 0; j <= i; j++) {
                line[j] += a * x[j];
            }
            right[i] += a * target;
        }
    }

    /** Cholesky's decomposition in place, then forwards and backwards; the penalty keeps the matrix positive definite. */
    private static double[] solve(double[][] a, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= a[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= a[i][k] * x[i];
            }
        }
        return x;
    }
}
