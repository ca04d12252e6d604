// SPDX-License-Identifier: Apache-2.0
package org.attune;

import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.problem.Problems;

/** Keys of a recipe that this version reads and cannot follow: refused, because to ignore them would be silently wrong. */
final class Unavailable {

    private Unavailable() {}

    static void check(Recipe recipe, Problems problems) {
        RunConfig config = recipe.config();
        if (!recipe.stages().isEmpty()) {
            refuse(problems, "stages", "run the stages one after another, each from the model of the one before");
        }
        if (config.training().packing() && !config.task().equals("causal-lm")) {
            problems.add(
                    "training.packing",
                    "training.packing",
                    "with the task " + config.task(),
                    "only a language model learns from examples that lie one behind another",
                    "leave it out: batches are of alike lengths, so that little is padded");
        }
        if (config.evaluate().writing().isAsked() && !config.task().equals("causal-lm")) {
            problems.add(
                    "evaluate.generate",
                    "evaluate.generate",
                    "with the task " + config.task(),
                    "only a language model writes",
                    "leave it out");
        }
    }

    private static void refuse(Problems problems, String key, String fix) {
        problems.add(
                "recipe.unavailable", key, "this version does not have it", "every key of a recipe is followed", fix);
    }
}
