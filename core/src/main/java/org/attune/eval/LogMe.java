// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * How well frozen features fit targets: the logarithm of the largest evidence of a linear model with Gaussian weights and noise, by
 * target and row (LogME; You, Liu, Wang and Long, ICML 2021). More is better; it is a density, and may be of either sign. Features are used
 * as they are, without an intercept, as in the paper.
 */
public final class LogMe {

    private static final int MOST_ITERATIONS = 2000;
    private static final double TOLERANCE = 1e-10;

    /** Where noise is so small, or so large, beside what features explain, the evidence no longer moves. */
    private static final double END = 1e-10;

    private final int rows;

    /** The squares of the features' singular values that are not zero. */
    private final double[] sigma;

    /** Left singular vectors times their singular values, {@code [rank][rows]}. */
    private final double[][] directions;

    private LogMe(int rows, double[] sigma, double[][] directions) {
        this.rows = rows;
        this.sigma = sigma;
        this.directions = directions;
    }

    /**
     * The mean over classes, each a target of ones and zeros; classes without rows do not count.
     *
     * @param features {@code [rows][width]}, at least one row
     * @param labels {@code [rows]}
     */
    public static double ofClasses(float[][] features, int[] labels) {
        LogisticRegression.check(features, labels.length);
        LogMe model = of(features);
        return Arrays.stream(labels)
                .distinct()
                .mapToDouble(label -> model.evidence(Arrays.stream(labels)
                        .mapToDouble(own -> own == label ? 1 : 0)
                        .toArray()))
                .average()
                .orElse(Double.NaN);
    }

    /** Of one target; not a number where all its values are zero. */
    public static double ofValues(float[][] features, double[] targets) {
        LogisticRegression.check(features, targets.length);
        return of(features).evidence(targets);
    }

    /** By the smaller of the two matrices of products, which have the same eigenvalues. */
    private static LogMe of(float[][] features) {
        int n = features.length;
        int d = features[0].length;
        boolean wide = d > n;
        double[][] x = new double[wide ? n : d][wide ? d : n];
        for (int row = 0; row < n; row++) {
            for (int j = 0; j < d; j++) {
                x[wide ? row : j][wide ? j : row] = features[row][j];
            }
        }
        EigenDecompositionSymmetric found =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(products(x)), 1e-12, true);
        double[] values = found.getEigenvalues();
        double least = Math.max(n, d) * Math.ulp(1.0) * Math.max(0, values[0]);
        int rank = (int) Arrays.stream(values).filter(value -> value > least).count();
        double[][] directions = new double[rank][];
        for (int i = 0; i < rank; i++) {
            double[] vector = found.getEigenvector(i).toArray();
            directions[i] = wide ? scaled(vector, Math.sqrt(values[i])) : combined(vector, x);
        }
        return new LogMe(n, Arrays.copyOf(values, rank), directions);
    }

    private static double[][] products(double[][] x) {
        double[][] products = new double[x.length][x.length];
        Arrays.parallelSetAll(products, i -> {
            double[] line = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                line[j] = product(x[Math.min(i, j)], x[Math.max(i, j)]);
            }
            return line;
        });
        return products;
    }

    private double evidence(double[] y) {
        double all = product(y, y);
        double[] z2 = new double[sigma.length];
        double inside = 0;
        for (int i = 0; i < z2.length; i++) {
            double z = product(directions[i], y);
            z2[i] = z * z / sigma[i];
            inside += z2[i];
        }
        double outside = sigma.length == rows ? 0 : Math.max(0, all - inside);
        if (sigma.length == 0) {
            return evidence(z2, outside, 1);
        }
        double t = 1;
        double low = END * sigma[0];
        double high = sigma[0] / END;
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            double before = t;
            t = Math.max(low, Math.min(high, next(z2, outside, t)));
            if (!(Math.abs(t - before) > TOLERANCE * before)) {
                break;
            }
        }
        return evidence(z2, outside, t);
    }

    /** One step of algorithm 1 for t = α / β; β itself drops out. */
    private double next(double[] z2, double outside, double t) {
        double gamma = 0;
        double free = rows - sigma.length;
        double weights = 0;
        double residual = outside;
        for (int i = 0; i < sigma.length; i++) {
            double sum = sigma[i] + t;
            gamma += sigma[i] / sum;
            free += t / sum;
            weights += sigma[i] * z2[i] / (sum * sum);
            residual += t * t * z2[i] / (sum * sum);
        }
        return gamma * residual / (weights * free);
    }

    /** log p(y | F, α, β) by row, where α = tβ and β is the best for this t. */
    private double evidence(double[] z2, double outside, double t) {
        double determinant = 0;
        double square = outside;
        for (int i = 0; i < sigma.length; i++) {
            double variance = sigma[i] / t + 1;
            determinant += Math.log(variance);
            square += z2[i] / variance;
        }
        return 0.5 * (Math.log(rows / square) - 1 - Math.log(2 * Math.PI)) - 0.5 * determinant / rows;
    }

    private static double[] scaled(double[] vector, double by) {
        return Arrays.stream(vector).map(value -> value * by).toArray();
    }

    private static double[] combined(double[] weights, double[][] lines) {
        double[] sum = new double[lines[0].length];
        for (int i = 0; i < lines.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += weights[i] * lines[i][j];
            }
        }
        return sum;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
