// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part {@code scaling} of {@code results.json}. */
final class ScalingJson {

    private ScalingJson() {}

    static void write(ObjectNode node, Scaling scaling) {
        node.put("metric", scaling.metric());
        ArrayNode curves = node.putArray("curves");
        for (ScalingCurve curve : scaling.curves()) {
            ObjectNode one = curves.addObject().put("candidate", curve.candidate());
            ArrayNode points = one.putArray("points");
            for (ScalingCurve.Point point : curve.points()) {
                ObjectNode each = points.addObject().put("rows", point.rows()).put("value", point.mean());
                point.bySeed().forEach(each.putArray("by_seed")::add);
            }
            ObjectNode law = one.putObject("law");
            reach(law, "a", curve.fitted().get(0));
            reach(law, "b", curve.fitted().get(1));
            reach(law, "c", curve.fitted().get(2));
            reach(one, "twice", curve.next());
            reach(one, "twice_gain", curve.gain());
            curve.target().ifPresentOrElse(rows -> reach(one, "target_rows", rows), () -> one.putNull("target_rows"));
            ArrayNode forecasts = one.putArray("forecasts");
            for (ScalingCurve.Forecast forecast : curve.forecasts()) {
                ObjectNode each =
                        forecasts.addObject().put("from", forecast.from()).put("rows", forecast.rows());
                reach(each, "said", forecast.said());
                each.put("observed", forecast.observed())
                        .put("last", forecast.last())
                        .put("inside", forecast.holds());
            }
            one.put("ci_method", curve.method());
        }
        scaling.remarks().forEach(node.putArray("remarks")::add);
    }

    private static void reach(ObjectNode node, String name, IntervalValue reach) {
        ObjectNode each = node.putObject(name);
        number(each, "value", reach.value());
        if (Double.isNaN(reach.low())) {
            each.putNull("ci95");
            return;
        }
        ArrayNode ends = each.putArray("ci95");
        for (double end : new double[] {reach.low(), reach.high()}) {
            if (Double.isFinite(end)) {
                ends.add(end);
            } else {
                ends.addNull();
            }
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
