// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One evaluation on the way, as its line in {@code metrics.jsonl}: values by the names of the metrics, in order. */
public record EvaluationEvent(long step, String split, Map<String, Double> metrics) {

    public EvaluationEvent {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "evaluation");
        line.put("step", step);
        line.put("split", split);
        line.put("metrics", metrics);
        return line;
    }
}
