// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

/**
 * A value with its 95 % interval.
 *
 * @param p of the hypothesis that the true value is zero, on both sides
 * @param method how interval and p came about, in words
 */
public record IntervalEstimate(double value, double low, double high, double p, String method) {

    public boolean holds(double truth) {
        return low <= truth && truth <= high;
    }
}
