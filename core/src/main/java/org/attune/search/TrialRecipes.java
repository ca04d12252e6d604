// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Overrides;
import org.attune.config.Recipe;
import org.attune.config.Source;

/** What the runs of a search are started with. Trials have no test part: what was chosen by it could not be tested by it. */
final class TrialRecipes {

    private final MapNode whole;
    private final MapNode blind;
    private final Space space;

    TrialRecipes(Recipe recipe, SearchSettings settings, Space space) {
        this.space = space;
        MapNode tree = Overrides.expanded(recipe.tree().without("search"));
        if (settings.metric().isPresent()) {
            tree = Overrides.set(
                    tree,
                    "evaluate.metric",
                    Node.of(settings.metric().get(), Source.resolved("the metric of the search")));
        }
        this.whole = tree;
        MapNode trial = tree.without("require");
        this.blind = trial.get("data").orElse(null) instanceof MapNode data
                ? trial.with("data", data.without("test"))
                : trial;
    }

    /** The user's recipe for a trial, before a value is set. */
    MapNode blind() {
        return blind;
    }

    MapNode trial(Trial trial) {
        return trial(trial.point(), trial.name());
    }

    MapNode trial(Point point, String name) {
        return space.recipe(blind, point, Source.resolved(name + " of a search"));
    }

    /** With the test part, criteria included. */
    MapNode winner(Trial trial) {
        return space.recipe(whole, trial.point(), Source.resolved(trial.name() + " of a search, the best one"));
    }

    static MapNode at(MapNode recipe, String output) {
        return recipe.with("output", Node.of(output, Source.resolved("where the search keeps it")));
    }

    static MapNode seeded(MapNode recipe, long seed) {
        return recipe.with("seed", Node.of(seed, Source.resolved("one of the seeds of the search")));
    }
}
