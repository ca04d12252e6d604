// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Values on a line of the picture.
 *
 * @param low the smallest value shown, below {@code high}
 * @param from where {@code low} is drawn, in user units; {@code to} is where {@code high} is
 */
public record Axis(double low, double high, double from, double to) {

    public Axis {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("an axis needs two different finite ends: " + low + ", " + high);
        }
    }

    /** An axis whose ends are round numbers around the values; not finite ones do not count. */
    public static Axis around(double least, double most, double from, double to) {
        double low = Double.isFinite(least) ? Math.max(-1e300, Math.min(1e300, least)) : 0;
        double high = Double.isFinite(most) ? Math.max(-1e300, Math.min(1e300, most)) : low + 1;
        if (!(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-9)) {
            double room = low == 0 ? 1 : Math.abs(low) * 0.1;
            low -= room;
            high = low + 2 * room;
        }
        double step = step(high - low, 5);
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, from, to);
    }

    public double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    public boolean holds(double value) {
        return value >= low && value <= high;
    }

    /** The distance of the ticks. */
    public double step() {
        return step(high - low, 5);
    }

    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        double step = step();
        for (double i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9 && ticks.size() < 20; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, so that about so many fit. */
    private static double step(double range, int about) {
        double raw = range / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        return power * (digit <= 1.5 ? 1 : digit <= 3.5 ? 2 : digit <= 7.5 ? 5 : 10);
    }
}
