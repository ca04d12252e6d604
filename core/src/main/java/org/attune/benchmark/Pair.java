// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import org.attune.statistics.IntervalEstimate;

/**
 * Two candidates on the same rows.
 *
 * @param difference of the first less the second, by the metric itself
 * @param test what {@code p} is of, in words; {@code corrected} is it for all pairs of the data set together
 * @param rows p of rows alone: whether these very runs differ, whatever other seeds would give
 * @param discordance share of rows that exactly one has right, the mean over seeds; NaN where answers are not right or wrong
 * @param h Cohen's h of the two shares; NaN likewise, as is
 * @param dz the mean difference of rows in its standard deviations
 */
public record Pair(
        String first,
        String second,
        IntervalEstimate difference,
        String test,
        double p,
        double corrected,
        double rows,
        double discordance,
        double h,
        double dz) {

    Pair corrected(double value) {
        return new Pair(first, second, difference, test, p, value, rows, discordance, h, dz);
    }

    /** Whether the pair is told apart at the 5 % level, all pairs of its data set considered. */
    public boolean isClear() {
        return corrected < SuiteResults.LEVEL;
    }
}
