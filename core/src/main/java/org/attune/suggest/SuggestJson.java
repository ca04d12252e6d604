// SPDX-License-Identifier: Apache-2.0
package org.attune.suggest;

import org.attune.eval.Metric;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code suggestions.json}; the schema is in docs/suggest.md. */
public final class SuggestJson {

    private static final int SCHEMA = 1;

    private SuggestJson() {}

    public static ObjectNode tree(Suggestions found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        root.put("task", found.task()).put("metric", found.metric()).put("rows", found.rows());
        found.notes().forEach(root.putArray("notes")::add);
        var models = root.putArray("models");
        for (Suggestion model : found.ranked()) {
            ObjectNode node = models.addObject().put("model", model.model()).put("mean_rank", model.meanRank());
            node.put("log_me", model.logMe());
            metric(node.putObject("neighbours"), model.neighbours());
            metric(node.putObject("probe"), model.probe());
            node.put("parameters", model.facts().parameters())
                    .put("bytes", model.facts().bytes())
                    .put("width", model.width())
                    .put("rows_per_second", model.rowsPerSecond());
            if (model.facts().licence().isEmpty()) {
                node.putNull("licence");
            } else {
                node.put("licence", model.facts().licence());
            }
        }
        ObjectNode left = root.putObject("left_out");
        found.leftOut().forEach(left::put);
        return root;
    }

    private static void metric(ObjectNode node, Metric metric) {
        node.put("value", metric.value());
        metric.interval()
                .ifPresentOrElse(ci -> node.putArray("ci95").add(ci.low()).add(ci.high()), () -> node.putNull("ci95"));
    }
}
