// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import tools.jackson.databind.JsonNode;

/** One class, label or entity type; what is missing is NaN. */
public record ClassResult(String label, double precision, double recall, double f1, double support) {

    static ClassResult of(String label, JsonNode node) {
        return new ClassResult(
                label,
                Json.number(node.path("precision")),
                Json.number(node.path("recall")),
                Json.number(node.path("f1")),
                Json.number(node.path("support")));
    }
}
