// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What something simpler than the run's model reaches.
 *
 * @param metrics on the main split: the test data, or the validation data where there are none
 * @param splits on further splits, where they were measured; may be empty
 */
public record Baseline(Map<String, Metric> metrics, Map<String, Map<String, Metric>> splits) {

    public static final String MAJORITY = "majority";
    public static final String FROZEN_HEAD = "frozen_head";
    /** The model before training; success criteria call it {@code base}. */
    public static final String UNTUNED = "untuned";

    public Baseline {
        metrics = MetricNames.ordered(metrics);
        Map<String, Map<String, Metric>> ordered = new TreeMap<>();
        splits.forEach((split, values) -> ordered.put(split, MetricNames.ordered(values)));
        splits = Collections.unmodifiableMap(ordered);
    }

    public static Baseline of(Map<String, Metric> metrics) {
        return new Baseline(metrics, Map.of());
    }
}
