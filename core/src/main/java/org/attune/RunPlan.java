// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.attune.config.DataConfig;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.distributed.Peers;
import org.attune.eval.MetricNames;
import org.attune.eval.Require;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.model.ModelImport;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.run.Identity;
import org.attune.task.Encoded;
import org.attune.task.Task;
import org.attune.task.Tasks;
import org.attune.tensor.Placement;
import org.attune.tokenizer.Limit;
import org.attune.train.Batches;
import org.attune.train.MicroBatch;

/**
 * Everything about a run that is known before a weight is read, checked: what can be wrong with recipe, data and model is found
 * here, all at once.
 *
 * @param splits encoded rows by split
 * @param metric that decides which step is best
 */
public record RunPlan(
        Recipe recipe,
        Base base,
        Dataset data,
        Task task,
        Map<String, Encoded> splits,
        Methods.Plan method,
        Placement placement,
        String metric) {

    /** @throws org.attune.problem.InputException with every problem */
    public static RunPlan look(Recipe recipe) {
        RunConfig config = recipe.config();
        Problems problems = new Problems();
        Dataset.Roles roles = problems.collect(() -> Tasks.roles(config.task()));
        Methods.Plan method = problems.collect(() -> Methods.plan(config.method(), recipe.resolved()));
        Placement placement = problems.collect(
                () -> Placement.choose(config.device(), config.training().precision().name()));
        Base base = problems.collect(() -> ModelImport.open(config.model()));
        Dataset data = roles == null
                ? null
                : problems.collect(() -> Dataset.open(config.data(), roles, config.seed(), recipe.folder()));
        problems.throwIfAny();
        return look(recipe, Objects.requireNonNull(base), Objects.requireNonNull(data), Objects.requireNonNull(method))
                .apply(Objects.requireNonNull(placement));
    }

    private static java.util.function.Function<Placement, RunPlan> look(
            Recipe recipe, Base base, Dataset data, Methods.Plan method) {
        RunConfig config = recipe.config();
        Problems problems = new Problems();
        Task task = Tasks.create(config, data, base, limit(config.data(), base));
        Map<String, Encoded> splits = new LinkedHashMap<>();
        data.splits().forEach((name, rows) -> {
            Encoded encoded = problems.collect(() -> task.encode(rows, true));
            if (encoded != null) {
                splits.put(name, encoded);
            }
        });
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
        problems.addAll(Require.check(config.require(), data.splits().keySet(), metrics));
        problems.throwIfAny();
        return placement -> new RunPlan(recipe, base, data, task, splits, method, placement, metric);
    }

    private static Limit limit(DataConfig data, Base base) {
        return new Limit(
                data.length().maxLength().orElse(base.maxLength()),
                Limit.Truncation.valueOf(data.length().truncation().name()),
                data.length().stride().orElse(0));
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
        return new Identity(recipe.resolved().pairs(), data.hashes(), base.sha256());
    }

    public Batches batches(List<Example> examples, Peers peers) {
        int size = config().training().batchSize();
        int longest = splits.values().stream().mapToInt(Encoded::longest).max().orElse(1);
        int micro = config().training().microBatchSize().orElseGet(() -> MicroBatch.rows(base.config(), longest, size));
        return new Batches(examples, new Batches.Shape(size, micro, true, peers.rank(), peers.size()), config().seed());
    }

    /** Steps of the whole run if nothing stops it early. */
    public long steps(Batches batches) {
        long all = batches.stepsPerEpoch() * config().training().epochs();
        return Math.min(all, config().training().maxSteps().map(Integer::longValue).orElse(all));
    }

    public double learningRate() {
        return config().training().optimizer().learningRate().orElse(method.learningRate());
    }

    /** Every token that any split has, sorted. */
    public long[] tokens() {
        return LongStream.concat(
                        LongStream.of(task.paddingId()),
                        splits.values().stream()
                                .flatMap(split -> split.examples().stream())
                                .map(Example::features)
                                .flatMapToLong(features -> ((Example.Tokens) features).idStream()))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The rows of a split. */
    public List<Row> rows(String split) {
        return new ArrayList<>(split(split).rows());
    }
}
