// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Overrides;
import org.attune.config.Source;
import org.attune.problem.Problems;

/** What a cell's recipe is put together from, and what no candidate may decide for itself. */
final class SuiteProtocol {

    private static final Source SOURCE = Source.resolved("the suite's protocol");

    /** Keys that must be one for all candidates, or the comparison is none. */
    private static final List<String> NOT_OF_CANDIDATES = List.of(
            "task",
            "data",
            "evaluate",
            "require",
            "seed",
            "output",
            "stages",
            "training.epochs",
            "training.max_steps",
            "training.max_minutes",
            "training.batch_size");

    private static final List<String> NOT_OF_DATA = List.of(
            "model",
            "method",
            "seed",
            "output",
            "stages",
            "training.epochs",
            "training.max_steps",
            "training.max_minutes");

    private static final List<String> NOT_OF_RECIPE =
            List.of("seed", "output", "stages", "training.epochs", "training.max_steps", "training.max_minutes");

    private static final Map<String, String> PLACES = Map.of(
            "task", "say it under data or recipe",
            "data", "say it under data or recipe",
            "evaluate", "say it under data or recipe",
            "seed", "say it under seeds",
            "output", "say it at the top",
            "training.epochs", "say it under budget",
            "training.max_steps", "say it under budget",
            "training.max_minutes", "say it under budget",
            "training.batch_size", "say it under data or recipe");

    private SuiteProtocol() {}

    static void check(MapNode recipe, Map<String, MapNode> data, Map<String, MapNode> candidates, Problems problems) {
        refuse("recipe", recipe, NOT_OF_RECIPE, problems);
        candidates.forEach((name, keys) -> refuse("candidates." + name, keys, NOT_OF_CANDIDATES, problems));
        data.forEach((name, keys) -> refuse("data." + name, keys, NOT_OF_DATA, problems));
    }

    private static void refuse(String where, MapNode keys, List<String> refused, Problems problems) {
        for (String path : refused) {
            String[] parts = path.split("\\.");
            Node found = keys.entries().get(parts[0]);
            if (found != null && parts.length == 2) {
                found = found instanceof MapNode map ? map.entries().get(parts[1]) : null;
            }
            if (found != null) {
                problems.add(
                        "benchmark.protocol",
                        found.source().text() + " " + where + "." + path,
                        found.describe(),
                        path + " is part of the protocol, one for all cells",
                        PLACES.getOrDefault(path, "leave it out"));
            }
        }
    }

    /** The recipe of one cell; a candidate's method replaces that of the suite whole. */
    static MapNode recipe(Suite suite, Cell cell) {
        MapNode candidate =
                Overrides.expanded(suite.candidates().getOrDefault(cell.candidate(), MapNode.empty(SOURCE)));
        MapNode shared = Overrides.expanded(suite.recipe());
        if (candidate.get("method").isPresent()) {
            shared = shared.without("method");
        }
        MapNode training = suite.budget().training(SOURCE);
        if (Baselines.learnsNothing(candidate)) {
            training = training.with("epochs", Node.of(1, SOURCE)).with("max_steps", Node.of(1, SOURCE));
        }
        Map<String, Node> protocol = new LinkedHashMap<>();
        if (cell.rows() > 0) {
            protocol.put("data", MapNode.empty(SOURCE).with("subset", Node.of(cell.rows(), SOURCE)));
        }
        protocol.put("training", training);
        protocol.put("seed", Node.of(cell.seed(), SOURCE));
        protocol.put("output", Node.of(cell.run().toString(), SOURCE));
        return shared.merge(Overrides.expanded(suite.data().getOrDefault(cell.data(), MapNode.empty(SOURCE))))
                .merge(candidate)
                .merge(new MapNode(SOURCE, protocol));
    }
}
