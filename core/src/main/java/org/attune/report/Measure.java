// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import org.attune.report.page.Numbers;
import tools.jackson.databind.JsonNode;

/**
 * A metric's value with its 95 % interval; what is missing is NaN.
 *
 * @param method how the interval was made, may be empty
 */
public record Measure(double value, double low, double high, String method) {

    static final Measure MISSING = new Measure(Double.NaN, Double.NaN, Double.NaN, "");

    static Measure of(JsonNode node) {
        JsonNode ci = node.path("ci95");
        double low = Json.number(ci.path(0));
        double high = Json.number(ci.path(1));
        boolean sound = low <= high;
        return new Measure(
                Json.number(node.isObject() ? node.path("value") : node),
                sound ? low : Double.NaN,
                sound ? high : Double.NaN,
                node.path("ci_method").asString(""));
    }

    public boolean hasInterval() {
        return low <= high;
    }

    /** As in {@code 0.912 [0.895, 0.928]}. */
    public String text() {
        return Numbers.interval(value, low, high);
    }
}
