// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.Set;
import org.attune.eval.MetricNames;
import org.attune.statistics.IntervalEstimate;

/** Values that a metric can have: an interval that reaches beyond says nothing there. */
final class MetricRange {

    private static final Set<String> FROM_MINUS_ONE = Set.of("mcc", "pearson", "spearman");
    private static final Set<String> UNLIMITED = Set.of("r2", "bleu", "chrf");

    private MetricRange() {}

    /** Of a score, not of a difference. */
    static IntervalEstimate held(String metric, IntervalEstimate score) {
        boolean larger = MetricNames.largerIsBetter(metric);
        double least = FROM_MINUS_ONE.contains(metric) ? -1 : metric.equals("r2") ? Double.NEGATIVE_INFINITY : 0;
        double most = larger && !UNLIMITED.contains(metric) ? 1 : Double.POSITIVE_INFINITY;
        return new IntervalEstimate(
                score.value(), Math.max(least, score.low()), Math.min(most, score.high()), score.p(), score.method());
    }
}
