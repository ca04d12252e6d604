// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import org.attune.statistics.IntervalEstimate;

/**
 * A candidate on one data set.
 *
 * @param score the mean over its seeds; its p means nothing
 * @param bySeed the metric of each seed, in the suite's order
 */
public record Standing(String candidate, IntervalEstimate score, List<Double> bySeed, Cost cost) {}
