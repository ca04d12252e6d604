// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import org.hipparchus.stat.descriptive.StreamingStatistics;

/** How large a difference is, whatever the number of rows (Cohen 1988). */
public final class EffectSize {

    private EffectSize() {}

    /** h of two shares, the first less the second: 0.2 is small, 0.5 medium, 0.8 large. */
    public static double h(double first, double second) {
        return 2 * Math.asin(Math.sqrt(first)) - 2 * Math.asin(Math.sqrt(second));
    }

    /** d of paired values: their mean difference in standard deviations of the differences; NaN where they do not vary. */
    public static double dz(double... differences) {
        StreamingStatistics all = new StreamingStatistics();
        for (double difference : differences) {
            all.addValue(difference);
        }
        return all.getStandardDeviation() == 0 ? Double.NaN : all.getMean() / all.getStandardDeviation();
    }
}
