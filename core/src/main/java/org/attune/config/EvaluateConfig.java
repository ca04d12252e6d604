// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When and on what the model is evaluated while it learns.
 *
 * @param metric that decides which step is best; empty: the task's own
 * @param patience evaluations without a better value before the run stops early; empty: never
 * @param maxRows of the validation data, for evaluations on the way
 * @param writing what a language model is asked besides
 * @param retain tasks that the model knew before, measured beside the new one, by name
 */
public record EvaluateConfig(
        Interval every,
        Optional<String> metric,
        Optional<Integer> patience,
        Optional<Integer> maxRows,
        WritingConfig writing,
        Map<String, RetainConfig> retain) {

    public static final EvaluateConfig DEFAULT = new EvaluateConfig(
            Interval.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), WritingConfig.NONE, Map.of());

    public EvaluateConfig {
        retain = Collections.unmodifiableMap(new LinkedHashMap<>(retain));
        Rules.of("evaluate")
                .notBlank("metric", metric.orElse("auto"))
                .atLeast("patience", patience.orElse(1), 1)
                .atLeast("max_rows", maxRows.orElse(1), 1)
                .check();
    }

    static EvaluateConfig bind(Section section) {
        Interval every = section.value("every", Interval.KIND, Interval.EPOCH);
        Optional<String> metric = section.optional("metric", Kinds.TEXT, "auto");
        Optional<Integer> patience = section.optional("patience", Kinds.WHOLE, "none");
        Optional<Integer> maxRows = section.optional("max_rows", Kinds.WHOLE, "none");
        WritingConfig writing = WritingConfig.bind(section);
        Map<String, RetainConfig> retain = RetainConfig.bindAll(section);
        section.finish();
        return section.build(() -> new EvaluateConfig(every, metric, patience, maxRows, writing, retain), DEFAULT);
    }
}
