// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on one split.
 *
 * @param n rows; for tokens, sentences
 * @param metrics by the contract's names, in the contract's order; an undefined value is absent
 * @param perClass by label; empty for regression
 * @param confusion single-label classification only
 * @param reliability bins of a calibration plot; empty where there are no probabilities. Not part of the file
 */
public record SplitEvaluation(
        int n,
        Map<String, Metric> metrics,
        Map<String, ClassRow> perClass,
        @Nullable Confusion confusion,
        List<ReliabilityBin> reliability) {

    public SplitEvaluation {
        metrics = MetricNames.ordered(metrics);
        perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
        reliability = List.copyOf(reliability);
    }

    /** A metric by its name, empty where it is not defined. */
    public Optional<Metric> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** A metric's value by its name, empty where it is not defined. */
    public OptionalDouble value(String name) {
        return metric(name).map(Metric::value).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** The same rows with the metrics of another measurement of them: a language model's likelihoods and its generated texts. */
    public SplitEvaluation with(SplitEvaluation other) {
        if (other.n != n) {
            throw new IllegalArgumentException(n + " rows and " + other.n + " rows are not of one split");
        }
        Map<String, Metric> both = new LinkedHashMap<>(metrics);
        both.putAll(other.metrics);
        return new SplitEvaluation(n, both, perClass, confusion, reliability);
    }

    /** Metrics alone, as for a baseline or for a split without classes. */
    public static SplitEvaluation of(int n, Map<String, Metric> metrics) {
        return new SplitEvaluation(n, metrics, Map.of(), null, List.of());
    }
}
