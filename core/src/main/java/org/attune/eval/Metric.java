// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of one metric.
 *
 * @param ci95 null where no interval was computed (few rows, or too dear)
 * @param ciMethod how the interval came about; null exactly where {@code ci95} is
 */
public record Metric(
        double value, @Nullable Interval ci95, @Nullable String ciMethod) {

    public Metric {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a metric's value is finite or absent, not " + value);
        }
        if ((ci95 == null) != (ciMethod == null)) {
            throw new IllegalArgumentException("an interval and its method go together");
        }
    }

    /** A value without an interval. */
    public static Metric of(double value) {
        return new Metric(value, null, null);
    }

    public Optional<Interval> interval() {
        return Optional.ofNullable(ci95);
    }
}
