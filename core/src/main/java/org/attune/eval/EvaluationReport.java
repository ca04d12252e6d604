// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of {@code evaluation.json}.
 *
 * @param splits by name, in the order in which they were measured
 * @param baselines by the names of {@link Baseline}
 * @param require the success criteria with their outcome
 */
public record EvaluationReport(
        Map<String, SplitEvaluation> splits, Map<String, Baseline> baselines, List<Require.Row> require) {

    public EvaluationReport {
        splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
        baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
        require = List.copyOf(require);
    }

    public static EvaluationReport of(Map<String, SplitEvaluation> splits, Map<String, Baseline> baselines) {
        return new EvaluationReport(splits, baselines, List.of());
    }

    /** The same with the outcome of success criteria. */
    public EvaluationReport with(List<Require.Row> rows) {
        return new EvaluationReport(splits, baselines, rows);
    }

    public Optional<Metric> metric(String split, String name) {
        return Optional.ofNullable(splits.get(split)).map(s -> s.metrics().get(name));
    }

    /** The split that baselines' metrics are of: test, else validation, else the first; none of a task that the model knew before. */
    public Optional<String> mainSplit() {
        return Stream.concat(Stream.of("test", "validation"), splits.keySet().stream())
                .filter(splits::containsKey)
                .filter(split -> !RetainedSuite.isRetained(split))
                .findFirst();
    }

    /** A baseline's value of a metric on a split. */
    public Optional<Metric> baseline(String baseline, String split, String name) {
        Baseline found = baselines.get(baseline);
        if (found == null) {
            return Optional.empty();
        }
        Map<String, Metric> there = found.splits().get(split);
        if (there == null && mainSplit().filter(split::equals).isPresent()) {
            there = found.metrics();
        }
        return Optional.ofNullable(there).map(values -> values.get(name));
    }
}
