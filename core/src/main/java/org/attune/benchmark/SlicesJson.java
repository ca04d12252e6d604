// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts {@code slices}, {@code agreement} and {@code calibration} of {@code results.json}. */
final class SlicesJson {

    private SlicesJson() {}

    static void write(ObjectNode node, Slices slices) {
        ArrayNode parts = node.putArray("slices");
        for (Slice slice : slices.slices()) {
            ObjectNode each = parts.addObject().put("by", slice.by()).put("part", slice.part());
            if (slice.by().equals("noise")) {
                each.putNull("rows");
            } else {
                each.put("rows", slice.rows());
            }
            ObjectNode scores = each.putObject("candidates");
            slice.scores().forEach((name, score) -> {
                ObjectNode one = scores.putObject(name);
                number(one, "value", score.value());
                if (score.low() <= score.high()) {
                    one.putArray("ci95").add(score.low()).add(score.high());
                } else {
                    one.putNull("ci95");
                }
            });
        }
        ObjectNode agreement = node.putObject("agreement");
        for (int a = 0; a < slices.kappas().length; a++) {
            ObjectNode line = agreement.putObject(slices.names().get(a));
            for (int b = 0; b < slices.kappas()[a].length; b++) {
                number(line, slices.names().get(b), slices.kappas()[a][b]);
            }
        }
        ObjectNode calibration = node.putObject("calibration");
        slices.sureness().forEach((name, values) -> {
            ObjectNode one = calibration.putObject(name);
            values.forEach(one::put);
        });
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
