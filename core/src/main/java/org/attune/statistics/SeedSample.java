// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A value, or a difference of two, as it varies with seeds and with rows.
 *
 * @param observed on all rows, {@code [seeds]}
 * @param drawn on rows drawn with replacement, {@code [resamples][seeds]}
 */
public record SeedSample(double[] observed, double[][] drawn, int rows) {

    /** With fewer seeds than these their spread is too uncertain to be drawn from. */
    static final int FEW_SEEDS = 5;

    private static final double Z = new NormalDistribution().inverseCumulativeProbability(0.975);

    /**
     * The mean over seeds with its interval: of rows alone for one seed, a t interval over seeds and rows for fewer than five,
     * otherwise a bootstrap over both.
     */
    public IntervalEstimate estimate(long seed) {
        if (observed.length == 1) {
            return overRows();
        }
        return observed.length < FEW_SEEDS ? overSeeds() : overSeedsAndRows(seed);
    }

    public double mean() {
        return mean(observed);
    }

    /** The standard error of the mean over seeds, with rows and seeds as sources of variance. */
    public double error() {
        return Math.sqrt(variance().total());
    }

    /** Percentiles over resampled rows; what another seed would give is not in it. */
    public IntervalEstimate overRows() {
        return percentiles(means(), mean(), "paired bootstrap over rows");
    }

    /**
     * Seeds and rows are crossed: the variance of the mean is that of rows plus what seeds vary beyond what their rows explain, as in
     * a linear model with both as random effects; degrees of freedom by Satterthwaite (1946).
     */
    public IntervalEstimate overSeeds() {
        Variance variance = variance();
        double error = Math.sqrt(variance.total());
        String method = "t over seeds and rows";
        if (error == 0) {
            return new IntervalEstimate(mean(), mean(), mean(), mean() == 0 ? 1 : 0, method);
        }
        TDistribution t = new TDistribution(variance.freedom());
        double reach = t.inverseCumulativeProbability(0.975) * error;
        double p = 2 * t.cumulativeProbability(-Math.abs(mean()) / error);
        return new IntervalEstimate(mean(), mean() - reach, mean() + reach, p, method);
    }

    /**
     * Rows and seeds are drawn with replacement. Seeds deviate by what they vary beyond their rows (Davison and Hinkley 1997, 3.8),
     * and all deviations are widened as t is wider than the normal distribution: percentiles of few seeds alone are too narrow.
     */
    public IntervalEstimate overSeedsAndRows(long seed) {
        Variance variance = variance();
        int seeds = observed.length;
        double shrink = variance.seeds() == 0
                ? 0
                : Math.sqrt(variance.excess() / variance.seeds() * seeds / (seeds - 1.0));
        double widen = variance.total() == 0
                ? 1
                : new TDistribution(variance.freedom()).inverseCumulativeProbability(0.975) / Z;
        double[] means = means();
        double[] values = new double[means.length];
        for (int b = 0; b < values.length; b++) {
            KeyedDraws draws = new KeyedDraws(~seed, b);
            double deviation = 0;
            for (int s = 0; s < seeds; s++) {
                deviation += observed[draws.below(seeds)] - mean();
            }
            values[b] = mean() + widen * (means[b] - mean() + shrink * deviation / seeds);
        }
        return percentiles(values, mean(), "bootstrap over seeds and rows");
    }

    /** A t interval over values that are independent of each other, as over seeds that each have rows of their own. */
    public static IntervalEstimate t(double... values) {
        double mean = mean(values);
        double error = Math.sqrt(spread(values) / values.length);
        TDistribution t = new TDistribution(values.length - 1.0);
        double reach = t.inverseCumulativeProbability(0.975) * error;
        double p = 2 * t.cumulativeProbability(-Math.abs(mean) / error);
        return new IntervalEstimate(mean, mean - reach, mean + reach, p, "t");
    }

    /**
     * Variances of the mean.
     *
     * @param rows by rows, with all seeds as they are
     * @param seeds by seeds, with all rows as they are
     * @param excess the part of {@code seeds} that rows do not explain
     */
    private record Variance(double rows, double seeds, double excess, double freedom) {

        double total() {
            return rows + excess;
        }
    }

    private Variance variance() {
        int seeds = observed.length;
        double[] means = means();
        double byRows = spread(Arrays.stream(means).filter(Double::isFinite).toArray());
        double bySeeds = spread(observed) / seeds;
        double explained = 0;
        int counted = 0;
        for (int b = 0; b < drawn.length; b++) {
            if (Double.isFinite(means[b])) {
                double[] own = new double[seeds];
                for (int s = 0; s < seeds; s++) {
                    own[s] = drawn[b][s] - observed[s];
                }
                explained += spread(own) / seeds;
                counted++;
            }
        }
        double excess = Math.max(0, bySeeds - explained / Math.max(1, counted));
        double total = byRows + excess;
        double freedom = total
                * total
                / (byRows * byRows / Math.max(1, rows - 1) + bySeeds * bySeeds / (seeds - 1));
        return new Variance(byRows, bySeeds, excess, Double.isFinite(freedom) ? Math.max(1, freedom) : 1);
    }

    private double[] means() {
        return Arrays.stream(drawn).mapToDouble(SeedSample::mean).toArray();
    }

    /** p is twice the smaller share of resamples beyond zero, itself counted as one of them. */
    private static IntervalEstimate percentiles(double[] values, double observed, String method) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        long below = Arrays.stream(sorted).filter(value -> value <= 0).count();
        long above = Arrays.stream(sorted).filter(value -> value >= 0).count();
        double p = Math.min(1, 2.0 * (Math.min(below, above) + 1) / (sorted.length + 1));
        return new IntervalEstimate(observed, quantile(sorted, 0.025), quantile(sorted, 0.975), p, method);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double spread(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : squares / (values.length - 1);
    }

    /** Between neighbours, linearly. */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
