// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.Arrays;

/**
 * A line's points. Where y is not finite the line is broken.
 *
 * @param x rising
 */
public record Points(double[] x, double[] y) {

    public Points {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " and " + y.length + " values");
        }
    }

    public int size() {
        return x.length;
    }

    /** At most so many points (at least 2): the lowest and the highest of each stretch, so that no spike is lost. */
    public Points thinned(int most) {
        if (size() <= most) {
            return this;
        }
        int stretches = most / 2;
        int[] kept = new int[2 * stretches];
        int n = 0;
        for (int s = 0; s < stretches; s++) {
            int begin = (int) ((long) size() * s / stretches);
            int end = (int) ((long) size() * (s + 1) / stretches);
            int low = begin;
            int high = begin;
            for (int i = begin; i < end; i++) {
                low = y[i] < y[low] || Double.isNaN(y[low]) ? i : low;
                high = y[i] > y[high] || Double.isNaN(y[high]) ? i : high;
            }
            kept[n++] = Math.min(low, high);
            if (low != high) {
                kept[n++] = Math.max(low, high);
            }
        }
        return at(Arrays.copyOf(kept, n));
    }

    /** Every k-th point and the last one. */
    public Points sampled(int most) {
        int stride = Math.max(1, (size() + most - 2) / Math.max(1, most - 1));
        int[] kept = new int[size() == 0 ? 0 : (size() - 1 + stride - 1) / stride + 1];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Math.min(i * stride, size() - 1);
        }
        return at(kept);
    }

    /** The mean of so many values around each, fewer at the ends: unlike a running mean it does not lag behind. */
    public Points smoothed(int span) {
        double[] sums = new double[size() + 1];
        int[] counts = new int[size() + 1];
        for (int i = 0; i < size(); i++) {
            boolean counted = Double.isFinite(y[i]);
            sums[i + 1] = sums[i] + (counted ? y[i] : 0);
            counts[i + 1] = counts[i] + (counted ? 1 : 0);
        }
        double[] smooth = new double[size()];
        for (int i = 0; i < smooth.length; i++) {
            int reach = Math.min(span / 2, Math.min(i, size() - 1 - i));
            int from = i - reach;
            int to = i + reach + 1;
            smooth[i] = Double.isFinite(y[i]) ? (sums[to] - sums[from]) / (counts[to] - counts[from]) : y[i];
        }
        return new Points(x, smooth);
    }

    public double lowest() {
        return Arrays.stream(y).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    public double highest() {
        return Arrays.stream(y).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    /** The data of an SVG path. */
    String path(Axis across, Axis up) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(y[i])) {
                pen = false;
                continue;
            }
            path.append(pen ? 'L' : 'M')
                    .append(Svg.number(across.at(x[i])))
                    .append(' ')
                    .append(Svg.number(up.at(y[i])));
            pen = true;
        }
        return path.toString();
    }

    private Points at(int[] indices) {
        return new Points(
                Arrays.stream(indices).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(indices).mapToDouble(i -> y[i]).toArray());
    }
}
