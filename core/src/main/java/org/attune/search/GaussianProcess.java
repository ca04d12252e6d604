// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Arrays;

/**
 * A Gaussian process with a Matérn kernel of 5/2, a length scale for each parameter, an amplitude and noise (Rasmussen and Williams 2006,
 * algorithm 2.1 and equation 4.17).
 */
final class GaussianProcess {

    private static final double SQRT5 = Math.sqrt(5);

    private final double[][] points;
    private final Kernel kernel;
    private final double[][] factor;
    private final double[] weights;
    private final double logLikelihood;

    /**
     * @param lengths of each coordinate
     * @param amplitude variance of the function, {@code noise} that of what is added to each of its values
     */
    record Kernel(double[] lengths, double amplitude, double noise) {

        /** The squared distance in length scales. */
        double squared(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                double difference = (a[i] - b[i]) / lengths[i];
                sum += difference * difference;
            }
            return sum;
        }

        double covariance(double[] a, double[] b) {
            return amplitude * correlation(squared(a, b));
        }

        static double correlation(double squared) {
            double distance = SQRT5 * Math.sqrt(squared);
            return (1 + distance + 5 * squared / 3) * Math.exp(-distance);
        }

        /** The derivative of the correlation by the logarithm of a length, divided by that coordinate's share of the squared distance. */
        static double slope(double squared) {
            double distance = SQRT5 * Math.sqrt(squared);
            return 5.0 / 3 * (1 + distance) * Math.exp(-distance);
        }
    }

    /** The distribution of the function's value at a point. */
    record Posterior(double mean, double variance) {}

    /**
     * @param points {@code [points][coordinates]}
     * @param values {@code [points]}
     */
    GaussianProcess(double[][] points, double[] values, Kernel kernel) {
        this.points = points;
        this.kernel = kernel;
        int n = points.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = kernel.covariance(points[i], points[j]);
            }
            covariance[i][i] += kernel.noise();
        }
        this.factor = cholesky(covariance);
        this.weights = backward(forward(values));
        double sum = -0.5 * n * Math.log(2 * Math.PI);
        for (int i = 0; i < n; i++) {
            sum -= 0.5 * values[i] * weights[i] + Math.log(factor[i][i]);
        }
        this.logLikelihood = sum;
    }

    double logLikelihood() {
        return logLikelihood;
    }

    /** The inverse of the covariance times the values, {@code [points]}. */
    double[] weights() {
        return weights.clone();
    }

    /** The inverse of the covariance, {@code [points][points]}. */
    double[][] inverse() {
        int n = points.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = backward(forward(unit));
        }
        return inverse;
    }

    Posterior at(double[] point) {
        double[] covariance = new double[points.length];
        double mean = 0;
        for (int i = 0; i < points.length; i++) {
            covariance[i] = kernel.covariance(points[i], point);
            mean += covariance[i] * weights[i];
        }
        double explained = 0;
        for (double part : forward(covariance)) {
            explained += part * part;
        }
        return new Posterior(mean, Math.max(1e-14, kernel.amplitude() - explained));
    }

    /** The lower triangle, in place; what rounding makes negative becomes a little more than 0. */
    private static double[][] cholesky(double[][] a) {
        for (int j = 0; j < a.length; j++) {
            for (int i = j; i < a.length; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j][j];
            }
        }
        return a;
    }

    private double[] forward(double[] right) {
        double[] x = new double[right.length];
        for (int i = 0; i < x.length; i++) {
            double sum = right[i];
            double[] row = factor[i];
            for (int k = 0; k < i; k++) {
                sum -= row[k] * x[k];
            }
            x[i] = sum / row[i];
        }
        return x;
    }

    private double[] backward(double[] right) {
        double[] x = Arrays.copyOf(right, right.length);
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= factor[i][k] * x[i];
            }
        }
        return x;
    }
}
