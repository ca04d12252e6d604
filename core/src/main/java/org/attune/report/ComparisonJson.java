// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as a JSON document; a number that is missing is null. */
final class ComparisonJson {

    private ComparisonJson() {}

    static String of(RunComparison comparison) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("first", comparison.first()).put("second", comparison.second());
        ArrayNode metrics = root.putArray("metrics");
        comparison.metrics().forEach(row -> {
            ObjectNode node = metrics.addObject().put("split", row.split()).put("metric", row.metric());
            measure(node.putObject("first"), row.first());
            measure(node.putObject("second"), row.second());
            number(node, "difference", row.difference());
        });
        comparison
                .paired()
                .ifPresentOrElse(paired -> paired(root.putObject("paired"), paired), () -> root.putNull("paired"));
        ArrayNode recipe = root.putArray("recipe");
        comparison
                .recipe()
                .forEach(row -> recipe.addObject()
                        .put("key", row.key())
                        .put("first", row.first())
                        .put("second", row.second()));
        ArrayNode remarks = root.putArray("remarks");
        comparison.remarks().forEach(remarks::add);
        return Json.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(root)
                        .replace("\r\n", "\n") + "\n";
    }

    private static void paired(ObjectNode node, PairedComparison paired) {
        node.put("rows", paired.rows());
        ArrayNode differences = node.putArray("differences");
        paired.differences().forEach(difference -> {
            ObjectNode one = differences.addObject().put("metric", difference.metric());
            number(one, "difference", difference.value());
            interval(one, difference.low(), difference.high());
        });
        paired.test()
                .ifPresent(test -> node.putObject("mcnemar")
                        .put("only_first", test.onlyFirst())
                        .put("only_second", test.onlySecond())
                        .put("p", test.p()));
    }

    private static void measure(ObjectNode node, Measure measure) {
        number(node, "value", measure.value());
        interval(node, measure.low(), measure.high());
    }

    private static void interval(ObjectNode node, double low, double high) {
        if (low <= high) {
            ArrayNode ends = node.putArray("ci95");
            ends.add(low).add(high);
        } else {
            node.putNull("ci95");
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
