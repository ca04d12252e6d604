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

    private static final double LEVEL = 0.05;

    /** Quantiles further out are not computed well. */
    private static final double LEAST_P = 1e-12;

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
     * Seeds and rows are crossed. What rows alone vary is known well and counts as by the normal distribution; what seeds vary is known
     * from few and counts as by t. Both reaches are joined by their squares (Graybill and Wang 1980): never too narrow, and too wide
     * where neither source dominates.
     */
    public IntervalEstimate overSeeds() {
        Variance variance = variance();
        double reach = variance.reach(LEVEL, observed.length);
        String method = "t over seeds and rows";
        return new IntervalEstimate(mean(), mean() - reach, mean() + reach, p(variance), method);
    }

    /** The level at which the interval would just reach zero. */
    private double p(Variance variance) {
        if (mean() == 0 || variance.total() == 0) {
            return mean() == 0 ? 1 : 0;
        }
        double low = Math.log(LEAST_P);
        double high = 0;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (variance.reach(Math.exp(middle), observed.length) > Math.abs(mean())) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(high);
    }

    /** Rows and seeds are drawn with replacement, their deviations scaled so that they reach as far as {@link #overSeeds} does. */
    public IntervalEstimate overSeedsAndRows(long seed) {
        Variance variance = variance();
        int seeds = observed.length;
        double bySeeds = Math.sqrt(seeds / (seeds - 1.0)) * t(LEVEL, seeds) / z(LEVEL);
        double byRows = variance.rows() == 0 ? 0 : Math.sqrt(variance.rowsAlone() / variance.rows());
        double[] means = means();
        double[] values = new double[means.length];
        for (int b = 0; b < values.length; b++) {
            KeyedDraws draws = new KeyedDraws(~seed, b);
            double deviation = 0;
            for (int s = 0; s < seeds; s++) {
                deviation += observed[draws.below(seeds)] - mean();
            }
            values[b] = mean() + byRows * (means[b] - mean()) + bySeeds * deviation / seeds;
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
     * @param both the part that is in either: what a row does in one seed alone
     */
    private record Variance(double rows, double seeds, double both) {

        double total() {
            return rows + Math.max(0, seeds - both);
        }

        double rowsAlone() {
            return Math.max(0, rows - both);
        }

        double reach(double level, int count) {
            double byRows = z(level);
            double bySeeds = t(level, count);
            return Math.sqrt(byRows * byRows * rowsAlone() + bySeeds * bySeeds * seeds);
        }
    }

    private Variance variance() {
        int seeds = observed.length;
        double byRows = spread(Arrays.stream(means()).filter(Double::isFinite).toArray());
        double both = 0;
        int counted = 0;
        for (double[] resample : drawn) {
            double[] own = new double[seeds];
            Arrays.setAll(own, s -> resample[s] - observed[s]);
            double spread = spread(own);
            if (Double.isFinite(spread)) {
                both += spread / seeds;
                counted++;
            }
        }
        return new Variance(byRows, spread(observed) / seeds, both / Math.max(1, counted));
    }

    private static double z(double level) {
        return -new NormalDistribution().inverseCumulativeProbability(level / 2);
    }

    private static double t(double level, int seeds) {
        return -new TDistribution(seeds - 1.0).inverseCumulativeProbability(level / 2);
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
        return new IntervalEstimate(observed, Quantile.of(sorted, 0.025), Quantile.of(sorted, 0.975), p, method);
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
}
