// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.attune.config.Recipe;
import org.attune.config.ResolvedRecipe;
import org.attune.config.RunConfig;
import org.attune.curation.prepare.Preparation;
import org.attune.data.Batch;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.distributed.Peers;
import org.attune.eval.MetricNames;
import org.attune.eval.Require;
import org.attune.method.Methods;
import org.attune.method.Progress;
import org.attune.method.Retained;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.run.Identity;
import org.attune.task.Encoded;
import org.attune.task.Task;
import org.attune.task.Tasks;
import org.attune.tensor.Engine;
import org.attune.tensor.Placement;
import org.attune.train.Batches;
import org.attune.train.Meter;
import org.attune.train.MicroBatch;

/**
 * Everything about a run that is known before a weight is read, checked: what can be wrong with recipe, data and model is found
 * here, all at once.
 *
 * @param splits encoded rows by split
 * @param retained tasks that the model knew before, by the names of the recipe
 * @param learnt the number of values that will learn
 * @param metric that decides which step is best
 */
public record RunPlan(
        Recipe recipe,
        Base base,
        Dataset data,
        Task task,
        Map<String, Encoded> splits,
        Map<String, Retained> retained,
        Methods.Plan method,
        long learnt,
        Placement placement,
        String metric)
        implements AutoCloseable {

    /** @throws org.attune.problem.InputException with every problem */
    public static RunPlan look(Recipe recipe) {
        RunConfig config = recipe.config();
        Problems problems = new Problems();
        Unavailable.check(recipe, problems);
        Dataset.Roles roles = problems.collect(() -> Tasks.roles(config.task()));
        Methods.Plan method = problems.collect(() -> Methods.plan(config.method(), recipe.resolved()));
        Placement placement = problems.collect(() -> Placement.choose(
                config.device(), config.training().precision().name().toLowerCase(Locale.ROOT)));
        Base base = problems.collect(() -> ModelImport.open(config.model()));
        Dataset data = roles == null
                ? null
                : problems.collect(() -> Dataset.open(
                        Preparation.of(config, recipe.folder()),
                        roles,
                        config.seed(),
                        recipe.folder().orElse(null)));
        problems.throwIfAny();
        return look(
                recipe,
                Objects.requireNonNull(base),
                Objects.requireNonNull(data),
                Objects.requireNonNull(method),
                Objects.requireNonNull(placement));
    }

    private static RunPlan look(Recipe recipe, Base base, Dataset data, Methods.Plan method, Placement placement) {
        RunConfig config = recipe.config();
        Problems problems = new Problems();
        Task task = Tasks.create(config, data, base, Tasks.limit(config.data().length(), base));
        Map<String, Encoded> splits = EncodedSplits.of(recipe, base, task, data, method, problems);
        List<String> metrics = MetricNames.of(task);
        String metric = config.evaluate().metric().orElse(task.metric());
        if (!metrics.contains(metric)) {
            problems.add(
                    "evaluate.metric",
                    "evaluate.metric",
                    "this task has no metric \"" + metric + "\"",
                    "one of " + String.join(", ", metrics),
                    Similar.hint(metric, metrics));
        }
        RunRules.check(config, base, task, method, problems);
        Placement storing = problems.collect(() -> placement.storing(method.storage()));
        Long learnt = problems.collect(() -> method.preview().learnt(base, task.head()));
        Encoded train = splits.get(Dataset.TRAIN);
        if (train != null) {
            method.preview().check(setting(config, data, base, task, train), problems);
        }
        Map<String, Retained> retained = RunRules.retained(config, base, task, problems);
        problems.addAll(Require.check(
                config.require(), RunRules.measured(task, data.splits().keySet(), retained)));
        problems.throwIfAny();
        RunPlan plan = new RunPlan(
                recipe,
                base,
                data,
                task,
                splits,
                retained,
                method,
                Objects.requireNonNull(learnt),
                Objects.requireNonNull(storing),
                metric);
        plan.derive();
        return plan;
    }

    public RunConfig config() {
        return recipe.config();
    }

    public Encoded split(String name) {
        Encoded split = splits.get(name);
        if (split == null) {
            throw new IllegalArgumentException("the run has no " + name + " split");
        }
        return split;
    }

    public boolean has(String split) {
        return splits.containsKey(split);
    }

    /** What makes this run this run. */
    public Identity identity() {
        Map<String, String> hashes = new LinkedHashMap<>(data.hashes());
        hashes.putAll(method.preview().hashes(setting()));
        retained.values().forEach(task -> hashes.putAll(task.hashes()));
        return new Identity(
                recipe.resolved().pairs(),
                hashes,
                base.sha256(),
                recipe.resolved().derived());
    }

    public Batches batches(List<Example> examples, Peers peers) {
        int size = config().training().batchSize();
        Batches.Padding padding = config().training().packing() ? Batches.Padding.PACKED : Batches.Padding.BUCKETED;
        return new Batches(
                examples,
                ClassShares.of(config(), task, examples).orElse(null),
                new Batches.Shape(size, this::microRows, padding, peers.rank(), peers.size()),
                config().seed());
    }

    /** Whether blocks run once more in the backward; with their graphs all weights that were read out of four bits would be kept. */
    boolean recomputes() {
        return config().training().recompute() || placement.storage().isQuantised();
    }

    /** A training forward of a batch at one optimiser step. */
    Pass pass(long step, Batch batch) {
        Pass pass = Pass.training(config().seed(), step, batch.keys());
        return recomputes() ? pass.recomputing() : pass;
    }

    /** Rows that go through the model at once where they are padded to this many tokens. */
    public int microRows(int length) {
        int size = config().training().batchSize();
        if (couplesRows()) {
            return size;
        }
        return Math.min(
                size,
                config().training()
                        .microBatchSize()
                        .orElseGet(() -> microBatch().rows(length)));
    }

    /** Whether rows that go through the model together change each other's results. */
    boolean couplesRows() {
        return ImageRules.couplesRows(base, method) || method.preview().couplesRows();
    }

    Meter meter(Model model) {
        return new Meter(model, task, method.preview().keepsFeatures());
    }

    /** What a row costs at this model's shape. */
    MicroBatch microBatch() {
        var shape = base.config().sizes();
        int sequences =
                splits.values().stream().mapToInt(Encoded::sequences).max().orElse(1);
        return new MicroBatch(shape.blocks(), shape.width(), shape.heads(), sequences, ImageRules.bytes(base, splits));
    }

    /** Tokens of the longest example of any split. */
    public int longest() {
        return splits.values().stream().mapToInt(Encoded::longest).max().orElse(1);
    }

    /** Tokens that the model may be given. */
    public int maxLength() {
        return config().data().length().maxLength().orElse(base.maxLength());
    }

    /** Steps of the whole run if nothing stops it early. */
    public long steps(Batches batches) {
        return end(batches).steps();
    }

    /** The end of the run if nothing stops it early. */
    Progress end(Batches batches) {
        return Progress.end(config().training(), batches.epochSize());
    }

    Setting setting() {
        return setting(config(), data, base, task, split(Dataset.TRAIN));
    }

    private static Setting setting(RunConfig config, Dataset data, Base base, Task task, Encoded train) {
        return new Setting(config, data, base, task, train, ClassShares.epochSize(config, task, train.examples()));
    }

    public double learningRate() {
        return config().training().optimizer().learningRate().orElseGet(this::derivedRate);
    }

    private double derivedRate() {
        return method.learningRate().applyAsDouble(base.config().sizes().width());
    }

    /** What the recipe leaves open gives way to what it turns out to be. */
    private void derive() {
        ResolvedRecipe resolved = recipe.resolved();
        Placement otherwise = Placement.choose(config().device(), "auto");
        if (base.texts() != null) {
            resolved.derive(
                    "data.max_length",
                    base.maxLength(),
                    "from the model; the longest row has " + longest() + " tokens");
        }
        resolved.derive(
                "training.micro_batch_size",
                "auto",
                "whole steps, the longest rows " + microRows(longest()) + " at a time");
        resolved.derive("training.learning_rate", derivedRate(), "derived: by method and width");
        resolved.derive(
                "training.precision",
                otherwise.precision().name().toLowerCase(Locale.ROOT),
                "derived: by the processor");
        resolved.derive("training.threads", Engine.allThreads(), "derived: every processor");
        resolved.derive("evaluate.metric", task.metric(), "derived: the task's own");
    }

    /** What the training consists of, in one line. */
    String describe(Batches train) {
        return task.name() + " by " + config().method().name() + ": "
                + train.epochSize() + " examples, "
                + steps(train) + " steps of " + config().training().batchSize() + " rows, on " + placement
                + " with " + Engine.threads() + " threads";
    }

    @Override
    public void close() {
        retained.values().forEach(Retained::close);
        base.close();
    }
}
