// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/** A confidence interval at 95 %. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    public double width() {
        return high - low;
    }

    public boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }
}
