// SPDX-License-Identifier: Apache-2.0
package org.attune;

import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.distributed.Peers;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.task.Task;

/** What model, task and method have to be for each other. */
final class RunRules {

    private RunRules() {}

    static void check(RunConfig config, Base base, Task task, Methods.Plan method, Problems problems) {
        ClassShares.check(config, task, problems);
        ImageRules.check(config, base, method, problems);
        checkProcesses(config, ImageRules.couplesRows(base, method), problems);
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

    /** A recipe that asks for processes which nobody started would be followed by one of them in silence. */
    static void check(Recipe recipe, Peers peers) {
        int asked = recipe.config().training().processes();
        if (asked != peers.size()) {
            throw new InputException(
                    "training.processes",
                    "training.processes: " + asked,
                    "the run has " + peers.size() + " of them",
                    "the caller of a run gives it as many peers as its recipe asks for; attune train does so itself",
                    "pass peers of that size to FineTune.run, or leave training.processes at 1");
        }
    }

    private static void checkProcesses(RunConfig config, boolean couplesRows, Problems problems) {
        int processes = config.training().processes();
        if (processes > config.training().batchSize()) {
            problems.add(
                    "training.processes",
                    "training.processes",
                    processes + " processes share a step of "
                            + config.training().batchSize() + " rows",
                    "each process has rows of every step",
                    "use as many processes as rows at most, or a larger training.batch_size");
        }
        if (processes > 1 && couplesRows) {
            problems.add(
                    "training.processes",
                    "training.processes",
                    "with norms that count statistics of the rows",
                    "statistics over a part of a step's rows are others than over all of them",
                    "train in one process, or keep the norms as they are: method: head or freeze");
        }
    }
}
