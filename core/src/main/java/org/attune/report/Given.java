// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A label or a prediction: one name, several names (labels or tags), a number, or how likely a text was.
 *
 * @param names empty where there is nothing; a number's own text for a number
 * @param number NaN unless it is a number
 * @param several whether it is a list
 * @param tokens of a text whose mean loss the number is; 0 for anything else
 */
public record Given(List<String> names, double number, boolean several, long tokens) {

    Given(List<String> names, double number, boolean several) {
        this(names, number, several, 0);
    }

    static Given of(JsonNode node) {
        if (node.isArray()) {
            List<String> names = new ArrayList<>(node.size());
            node.forEach(name -> names.add(name.asString("")));
            return new Given(List.copyOf(names), Double.NaN, true);
        }
        if (node.isNull() || node.isMissingNode()) {
            return new Given(List.of(), Double.NaN, false);
        }
        if (node.isObject()) {
            double loss = Json.number(node.path("loss"));
            return new Given(
                    List.of(String.valueOf(loss)),
                    loss,
                    false,
                    node.path("tokens").asLong(0));
        }
        return new Given(List.of(node.asString("")), Json.number(node), false);
    }

    public boolean isKnown() {
        return several || !names.isEmpty();
    }

    public String text() {
        return several && names.isEmpty() ? "none" : String.join(", ", names);
    }
}
