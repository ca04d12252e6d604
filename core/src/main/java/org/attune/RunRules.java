// SPDX-License-Identifier: Apache-2.0
package org.attune;

import org.attune.config.RunConfig;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.problem.Problems;
import org.attune.task.Task;

/** What model, task and method have to be for each other. */
final class RunRules {

    private RunRules() {}

    static void check(RunConfig config, Base base, Task task, Methods.Plan method, Problems problems) {
        ClassShares.check(config, task, problems);
        ImageRules.check(config, base, method, problems);
        if (!config.training().optimizer().average().isNone() && ImageRules.couplesRows(base, method)) {
            problems.add(
                    "training.average",
                    "training.average",
                    "with norms that count statistics of the rows",
                    "statistics belong to the weights that they were counted with, and an average has none of its own",
                    "leave it out, or keep the norms as they are: method: head or freeze");
        }
        if (base.adapter() != null) {
            problems.add(
                    "model.is-adapter",
                    "model: " + base.description(),
                    "the model is an adapter on another one",
                    "training starts from a whole model",
                    "merge it first: attune models merge " + base.description() + " --out DIR");
        }
        if (base.newWords().count() > 0 && !method.preview().learnsNewWords(base, task.head())) {
            problems.add(
                    "model.new-tokens",
                    "model.new_tokens",
                    base.newWords().count() + " tokens whose vectors the method keeps as they are",
                    "a new token's vector is the mean of all others until it learns",
                    "use method: full or lora, or name the table of words in method.modules of freeze");
        }
    }
}
