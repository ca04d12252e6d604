// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.statistics.KeyedDraws;
import org.attune.statistics.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * Percentile bootstrap over rows (Efron 1979). Resample b is a function of seed and b alone, so that all metrics of a
 * split see the same resamples and the same seed gives the same bits.
 *
 * @param resamples how many; 0 for no intervals. Dear metrics take fewer (see {@link Metric#ciMethod}), or none
 */
public record Bootstrap(int resamples, long seed) {

    public static final int DEFAULT_RESAMPLES = 1000;

    /** With fewer rows the resamples look too much alike for their percentiles to mean anything. */
    private static final int FEWEST_ROWS = 10;

    private static final int FEWEST_RESAMPLES = 100;
    /** Row visits per family: about a second on one core. */
    private static final long BUDGET = 400_000_000L;

    public Bootstrap {
        if (resamples < 0) {
            throw new IllegalArgumentException("the number of resamples is " + resamples);
        }
    }

    public static Bootstrap of(long seed) {
        return new Bootstrap(DEFAULT_RESAMPLES, seed);
    }

    /** Values on all rows with their intervals; what is undefined on all rows is absent. */
    Map<String, Metric> measure(Family family) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        if (family.rows() == 0) {
            return metrics;
        }
        int[] once = new int[family.rows()];
        Arrays.fill(once, 1);
        double[] values = family.values(once);
        int times = affordable(family);
        double[][] drawn = times == 0 ? new double[values.length][0] : resample(family, times);
        for (int m = 0; m < values.length; m++) {
            if (!Double.isNaN(values[m])) {
                metrics.put(family.names().get(m), metric(values[m], drawn[m], family.shifted()));
            }
        }
        return metrics;
    }

    private int affordable(Family family) {
        int wanted = resamples;
        long affordable = BUDGET / Math.max(1, family.cost());
        if (affordable < wanted) {
            wanted = (int) (affordable / FEWEST_RESAMPLES * FEWEST_RESAMPLES);
        }
        return family.rows() < FEWEST_ROWS || wanted < FEWEST_RESAMPLES ? 0 : wanted;
    }

    /** Values of the resamples, {@code [metrics][times]}. */
    private double[][] resample(Family family, int times) {
        double[][] drawn = new double[family.names().size()][times];
        int[] weights = new int[family.rows()];
        for (int b = 0; b < times; b++) {
            draw(b, weights);
            double[] values = family.values(weights);
            for (int m = 0; m < values.length; m++) {
                drawn[m][b] = values[m];
            }
        }
        return drawn;
    }

    /** Draws as many rows as there are, with replacement, into their multiplicities. */
    void draw(int resample, int[] times) {
        new KeyedDraws(seed, resample).withReplacement(times);
    }

    private static Metric metric(double value, double[] drawn, boolean shifted) {
        double[] defined =
                Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).sorted().toArray();
        // where many resamples have no value, the others are no fair sample of it
        if (defined.length == 0 || defined.length < 0.95 * drawn.length) {
            return Metric.of(value);
        }
        double low = Quantile.of(defined, 0.025);
        double high = Quantile.of(defined, 0.975);
        if (!shifted) {
            return new Metric(value, new Interval(low, high), method(drawn.length));
        }
        double bias = Counts.sum(defined) / defined.length - value;
        Interval interval = new Interval(Math.max(0, low - bias), Math.max(0, high - bias));
        return new Metric(value, interval, method(drawn.length) + ", less their bias");
    }

    static String method(int resamples) {
        return "bootstrap percentile, " + resamples + " resamples";
    }

    /**
     * A share of independent rows gets Wilson's score interval (1927) where fewer than ten rows are right or wrong:
     * there the bootstrap is too narrow, and of width 0 for a perfect score.
     */
    static @Nullable Metric wilson(double share, int rows) {
        double right = share * rows;
        if (rows == 0 || Math.min(right, rows - right) >= 10) {
            return null;
        }
        double z2 = 1.959963984540054 * 1.959963984540054;
        double centre = (right + z2 / 2) / (rows + z2);
        double half = Math.sqrt(z2) / (rows + z2) * Math.sqrt(right * (rows - right) / rows + z2 / 4);
        Interval interval =
                new Interval(Math.max(0, Math.min(share, centre - half)), Math.min(1, Math.max(share, centre + half)));
        return new Metric(share, interval, "Wilson score");
    }
}
