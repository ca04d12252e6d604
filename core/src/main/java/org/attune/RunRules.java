// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.config.Interpolate;
import org.attune.config.ModelConfig.Init;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.config.Validation;
import org.attune.distributed.Peers;
import org.attune.eval.MetricNames;
import org.attune.eval.RetainedSuite;
import org.attune.method.Methods;
import org.attune.method.Retained;
import org.attune.model.Base;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.task.Task;

/** What model, task and method have to be for each other. */
final class RunRules {

    private RunRules() {}

    /** The tasks that the model is not to lose, by the names of the recipe, opened and checked. */
    static Map<String, Retained> retained(RunConfig config, Base base, Task task, Problems problems) {
        Map<String, Retained> retained = new LinkedHashMap<>();
        if (config.model().init() == Init.RANDOM && !config.evaluate().retain().isEmpty()) {
            problems.add(
                    "retain.random",
                    "evaluate.retain",
                    "the model is not pre-trained (model.init: random)",
                    "what is kept was known before",
                    "use `init: pretrained`, or leave evaluate.retain out");
            return retained;
        }
        config.evaluate().retain().forEach((name, asked) -> {
            Retained one = problems.collect(() -> Retained.open("evaluate.retain." + name, asked, config));
            if (one != null) {
                Problems own = new Problems();
                problems.collect(() -> {
                    one.check(base, task, own);
                    own.throwIfAny();
                    return one;
                });
                retained.put(name, one);
            }
        });
        return retained;
    }

    /** The metrics that a run measures, by split. */
    static Map<String, List<String>> measured(Task task, Set<String> splits, Map<String, Retained> retained) {
        Map<String, List<String>> measured = new LinkedHashMap<>();
        boolean asks = task.writing() != null || task.choosing() != null;
        splits.forEach(split -> measured.put(split, asks ? MetricNames.TEXT : MetricNames.of(task)));
        retained.forEach((name, one) -> measured.put(RetainedSuite.PREFIX + name, MetricNames.of(one.task())));
        return measured;
    }

    static void check(RunConfig config, Base base, Task task, Methods.Plan method, Problems problems) {
        ClassShares.check(config, task, problems);
        ImageRules.check(config, base, method, problems);
        checkProcesses(config, base, method, problems);
        if (!config.training().optimizer().average().isNone() && ImageRules.couplesRows(base, method)) {
            problems.add(
                    "training.average",
                    "training.average",
                    "with norms that count statistics of the rows",
                    "statistics belong to the weights that they were counted with, and an average has none of its own",
                    "leave it out, or keep the norms as they are: method: head or freeze");
        }
        config.export().interpolate().ifPresent(asked -> interpolated(asked, config, base, method, problems));
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

    private static void checkProcesses(RunConfig config, Base base, Methods.Plan method, Problems problems) {
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
        if (processes > 1 && method.preview().couplesRows()) {
            problems.add(
                    "training.processes",
                    "training.processes",
                    "with method: " + config.method().name()
                            + ", whose loss compares the rows of a step with each other",
                    "each process sees a part of a step's rows",
                    "train in one process");
        }
        if (processes > 1 && ImageRules.couplesRows(base, method)) {
            problems.add(
                    "training.processes",
                    "training.processes",
                    "with norms that count statistics of the rows",
                    "statistics over a part of a step's rows are others than over all of them",
                    "train in one process, or keep the norms as they are: method: head or freeze");
        }
    }

    /** What lies between two models has to be one. */
    private static void interpolated(
            Interpolate asked, RunConfig config, Base base, Methods.Plan method, Problems problems) {
        String key = "export.interpolate";
        if (config.model().init() == Init.RANDOM) {
            problems.add(
                    key,
                    key,
                    "the model is not pre-trained (model.init: random)",
                    "one end is the model as it came, which knows something",
                    "use `init: pretrained`, or leave it out");
        }
        if (config.method().name().endsWith("lora")) {
            problems.add(
                    key,
                    key,
                    "with method: " + config.method().name() + ", which does not change what was pre-trained",
                    "what was pre-trained has two values, one before and one after",
                    "leave it out, or use method: full");
        }
        if (ImageRules.couplesRows(base, method)) {
            problems.add(
                    key,
                    key,
                    "with norms that count statistics of the rows",
                    "statistics belong to the weights that they were counted with, and there are none of what lies between",
                    "leave it out, or keep the norms as they are: method: head or freeze");
        }
        if (asked.share().isEmpty() && config.data().validation() instanceof Validation.None) {
            problems.add(
                    key,
                    key,
                    "auto, without validation data",
                    "the share is chosen by evaluate.metric on the validation data",
                    "give data.validation, or a number");
        }
    }
}
