// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Arrays;
import org.attune.eval.Lbfgs;
import org.attune.eval.Objective;

/**
 * The kernel that is likeliest for what was observed, by the marginal likelihood and priors: of length scales the log-normal one that
 * grows with the root of the number of parameters (Hvarfner et al. 2024), of the noise a log-normal one around e^-4, of the amplitude
 * one around 1. All in logarithms.
 */
final class KernelFit implements Objective {

    private static final double LEAST_NOISE = 1e-6;
    private static final double LENGTH_SPREAD = Math.sqrt(3);
    private static final double NOISE_MEAN = -4;
    private static final double NOISE_SPREAD = 2;
    private static final double FURTHEST = 12;

    private final double[][] points;
    private final double[] values;
    private final int[] lengths;
    private final int parameters;
    private final double lengthMean;

    /**
     * @param points {@code [points][coordinates]}
     * @param lengths which length scale each coordinate has
     */
    KernelFit(double[][] points, double[] values, int[] lengths, int parameters) {
        this.points = points;
        this.values = values;
        this.lengths = lengths;
        this.parameters = parameters;
        this.lengthMean = Math.sqrt(2) + Math.log(parameters) / 2;
    }

    /** The best of two searches: from the middle of the priors, and from lengths within the unit cube. */
    GaussianProcess.Kernel kernel() {
        double[] wide = new double[size()];
        double[] near = new double[size()];
        for (int i = 0; i < parameters; i++) {
            wide[i] = lengthMean;
            near[i] = Math.log(0.5);
        }
        wide[parameters + 1] = NOISE_MEAN;
        near[parameters + 1] = 2 * NOISE_MEAN;
        Lbfgs search = new Lbfgs(60, 1e-4);
        double[] one = search.minimise(this, wide);
        double[] other = search.minimise(this, near);
        double[] unused = new double[size()];
        return kernel(evaluate(one, unused) <= evaluate(other, unused) ? one : other);
    }

    private GaussianProcess.Kernel kernel(double[] logs) {
        double[] each = new double[lengths.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = Math.exp(logs[lengths[i]]);
        }
        return new GaussianProcess.Kernel(
                each, Math.exp(logs[parameters]), LEAST_NOISE + Math.exp(logs[parameters + 1]));
    }

    /** Length scales, amplitude, noise. */
    @Override
    public int size() {
        return parameters + 2;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double[] logs = point.clone();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.max(-FURTHEST, Math.min(FURTHEST, logs[i]));
        }
        GaussianProcess.Kernel kernel = kernel(logs);
        GaussianProcess process = new GaussianProcess(points, values, kernel);
        likelihoodGradient(process, kernel, gradient);
        double value = -process.logLikelihood();
        for (int i = 0; i < logs.length; i++) {
            double mean = i < parameters ? lengthMean : i == parameters ? 0 : NOISE_MEAN;
            double spread = i < parameters ? LENGTH_SPREAD : i == parameters ? 1 : NOISE_SPREAD;
            double z = (logs[i] - mean) / spread;
            value += z * z / 2;
            gradient[i] += z / spread;
        }
        return value;
    }

    /** Of the negative log marginal likelihood by logarithms (Rasmussen and Williams 2006, equation 5.9). */
    void likelihoodGradient(GaussianProcess process, GaussianProcess.Kernel kernel, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] weights = process.weights();
        double[][] inverse = process.inverse();
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j <= i; j++) {
                double share = (i == j ? 0.5 : 1) * (inverse[i][j] - weights[i] * weights[j]);
                double squared = kernel.squared(points[i], points[j]);
                gradient[parameters] += share * kernel.amplitude() * GaussianProcess.Kernel.correlation(squared);
                if (i == j) {
                    gradient[parameters + 1] += share * (kernel.noise() - LEAST_NOISE);
                    continue;
                }
                double slope = share * kernel.amplitude() * GaussianProcess.Kernel.slope(squared);
                for (int d = 0; d < lengths.length; d++) {
                    double difference = (points[i][d] - points[j][d]) / kernel.lengths()[d];
                    gradient[lengths[d]] += slope * difference * difference;
                }
            }
        }
    }
}
