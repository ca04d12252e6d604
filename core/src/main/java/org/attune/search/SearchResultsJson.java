// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Map;
import org.hipparchus.stat.StatUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code results.json}; the schema is in docs/search.md. What a clock measured stands under {@code cost}. */
public final class SearchResultsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SCHEMA = 1;

    private SearchResultsJson() {}

    static String text(SearchResults results) {
        String text = MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree(results));
        return text.replace("\r\n", "\n") + "\n";
    }

    public static ObjectNode tree(SearchResults results) {
        SearchPlan plan = results.plan();
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        root.put("metric", plan.metric());
        root.put("larger_is_better", plan.maximise());
        root.put("sampler", plan.settings().sampler());
        root.put("seed", plan.settings().seed());
        results.best().ifPresentOrElse(best -> trial(root.putObject("best"), plan, best), () -> root.putNull("best"));
        finals(root.putObject("final"), results);
        ArrayNode trials = root.putArray("trials");
        results.trials().forEach(trial -> trial(trials.addObject(), plan, trial));
        ArrayNode seconds = root.putObject("cost").putArray("seconds");
        results.trials().forEach(trial -> seconds.add(trial.seconds()));
        return root;
    }

    private static void trial(ObjectNode node, SearchPlan plan, Trial trial) {
        node.put("trial", trial.number());
        node.put("state", trial.state().word());
        number(node, "value", trial.value());
        ObjectNode parameters = node.putObject("parameters");
        plan.space().texts(trial.point()).forEach((path, text) -> parameters.set(path, node(text)));
        ArrayNode curve = node.putArray("curve");
        trial.curve()
                .forEach(measured -> number(curve.addObject().put("step", measured.step()), "value", measured.value()));
        if (!trial.message().isEmpty()) {
            node.put("message", trial.message());
        }
    }

    /** A number where the text is one. */
    private static JsonNode node(String text) {
        return Bounds.number(text).stream()
                .mapToObj(number -> number == Math.rint(number) && Math.abs(number) < 1e15
                        ? (JsonNode) JsonNodeFactory.instance.numberNode((long) number)
                        : JsonNodeFactory.instance.numberNode(number))
                .findFirst()
                .orElseGet(() -> JsonNodeFactory.instance.stringNode(text));
    }

    private static void finals(ObjectNode node, SearchResults results) {
        ArrayNode runs = node.putArray("runs");
        for (SearchResults.FinalRun run : results.finals()) {
            ObjectNode each = runs.addObject().put("name", run.name()).put("seed", run.seed());
            ObjectNode splits = each.putObject("metrics");
            run.metrics().forEach((split, metrics) -> metrics(splits.putObject(split), metrics));
            each.put("passed", run.passed());
            if (!run.message().isEmpty()) {
                each.put("message", run.message());
            }
        }
        for (String split : new String[] {"validation", "test"}) {
            double[] values = results.bySeed(split);
            ObjectNode mean = node.putObject(split);
            number(mean, "mean", values.length == 0 ? Double.NaN : StatUtils.mean(values));
            number(mean, "standard_deviation", values.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values)));
        }
    }

    private static void metrics(ObjectNode node, Map<String, Double> metrics) {
        metrics.forEach((name, value) -> number(node, name, value));
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
