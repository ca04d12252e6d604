// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;

/**
 * What is lost after learning from n rows, as it is often found to fall: {@code a + b n^-c} (Cortes et al. 1994; Hestness et al. 2017).
 * No fit has a negative {@code a} or {@code b}, nor a {@code c} outside of {@link #LEAST_C} and {@link #MOST_C}.
 *
 * @param a what no amount of data takes away
 * @param b what one row leaves beside that
 * @param c how fast it falls
 */
public record PowerLaw(double a, double b, double c) {

    public static final double LEAST_C = 0.01;
    public static final double MOST_C = 4;

    private static final int GRID = 60;
    private static final int REFINED = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /**
     * Least squares: for each {@code c} the other two follow exactly, so that one number is searched, over a grid of its logarithm
     * and then by golden sections.
     *
     * @param rows positive
     * @param losses of the same length, finite; at least three different numbers of rows tell the three apart
     */
    public static PowerLaw fit(double[] rows, double[] losses) {
        if (rows.length != losses.length || Arrays.stream(rows).distinct().count() < 3) {
            throw new IllegalArgumentException("a curve of three numbers needs three different numbers of rows");
        }
        double low = Math.log(LEAST_C);
        double step = (Math.log(MOST_C) - low) / GRID;
        int best = 0;
        for (int i = 1; i <= GRID; i++) {
            if (error(rows, losses, low + i * step) < error(rows, losses, low + best * step)) {
                best = i;
            }
        }
        double from = low + Math.max(0, best - 1) * step;
        double to = low + Math.min(GRID, best + 1) * step;
        for (int i = 0; i < REFINED; i++) {
            double one = to - GOLDEN * (to - from);
            double other = from + GOLDEN * (to - from);
            if (error(rows, losses, one) <= error(rows, losses, other)) {
                to = other;
            } else {
                from = one;
            }
        }
        return with(rows, losses, Math.exp((from + to) / 2));
    }

    public double at(double rows) {
        return a + b * Math.pow(rows, -c);
    }

    /** Rows after which so much is lost; infinite where no amount of data is enough, 0 where none is needed. */
    public double rowsFor(double loss) {
        if (loss <= a || b == 0) {
            return loss >= a && b == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.pow((loss - a) / b, -1 / c);
    }

    private static double error(double[] rows, double[] losses, double logC) {
        PowerLaw law = with(rows, losses, Math.exp(logC));
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double off = law.at(rows[i]) - losses[i];
            sum += off * off;
        }
        return sum;
    }

    /** The best a and b, neither below zero, for this c. */
    private static PowerLaw with(double[] rows, double[] losses, double c) {
        int n = rows.length;
        double[] x = Arrays.stream(rows).map(r -> Math.pow(r, -c)).toArray();
        double meanX = Arrays.stream(x).sum() / n;
        double meanY = Arrays.stream(losses).sum() / n;
        double xy = 0;
        double xx = 0;
        double rawXy = 0;
        double rawXx = 0;
        for (int i = 0; i < n; i++) {
            xy += (x[i] - meanX) * (losses[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            rawXy += x[i] * losses[i];
            rawXx += x[i] * x[i];
        }
        double b = xx == 0 ? 0 : xy / xx;
        double a = meanY - b * meanX;
        if (b < 0) {
            return new PowerLaw(Math.max(0, meanY), 0, c);
        }
        return a < 0 ? new PowerLaw(0, Math.max(0, rawXy / rawXx), c) : new PowerLaw(a, b, c);
    }
}
