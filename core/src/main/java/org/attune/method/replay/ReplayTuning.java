// SPDX-License-Identifier: Apache-2.0
package org.attune.method.replay;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.RetainPreview;
import org.attune.method.Retained;
import org.attune.method.Setting;
import org.attune.method.full.FullTuning;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.LogitsTask;
import org.attune.task.Task;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Every parameter learns from new rows by the new head and from old ones by the old head, which stays as it is, without dropout; the loss of a step is the mean
 * over all its rows (Chaudhry et al. 2019, algorithm 1). Which rows a step has follows from its number, as always: old and new ones are one
 * list. A language model has one head, for all of its rows.
 */
public final class ReplayTuning implements Method {

    private final Model model;
    private final Task task;
    private final List<ParameterGroup> groups;
    private final List<Example> chosen;
    private final Set<Example> old;
    private final Model oldModel;
    private final Task oldTask;

    private ReplayTuning(
            Model model, List<ParameterGroup> groups, Setting setting, List<Example> chosen, Retained retained) {
        this.model = model;
        this.task = setting.task();
        this.groups = groups;
        this.chosen = chosen;
        this.old = Collections.newSetFromMap(new IdentityHashMap<>());
        this.old.addAll(chosen);
        this.oldModel = retained.on(model);
        this.oldTask = retained.task();
    }

    /** Reads the options; the task of before is looked at once the data is known. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Rehearsal options = method.read(resolved, Rehearsal::read);
        RetainPreview retain = new RetainPreview(options.retain(), (retained, setting, problems) -> {
            if (setting.task().head().kind() != HeadRequest.Kind.LANGUAGE) {
                retained.checkBeside("replay", setting.base(), setting.task(), problems);
            }
        });
        return new Methods.Plan(
                FullTuning::learningRate,
                new ReplayPreview(retain),
                (model, groups, setting) -> create(model, groups, setting, options, retain));
    }

    private static Method create(
            Model model, ParameterGroups groups, Setting setting, Rehearsal options, RetainPreview retain) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        try (Retained retained = retain.open(setting)) {
            List<Example> chosen = options.chosen(
                    retained.data().examples(),
                    setting.train().examples().size(),
                    setting.config().seed());
            return new ReplayTuning(model, groups.of(model, model.parameters().all()), setting, chosen, retained);
        }
    }

    @Override
    public List<Example> prepare(List<Example> train) {
        return Rehearsal.mixed(train, chosen);
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        Tensor states = task.features(model, batch, pass);
        if (!(task instanceof LogitsTask)) {
            return task.loss(model, states, batch, pass); // of words, old and new
        }
        Tensor fresh = part(model, task, states, batch, example -> !old.contains(example), pass);
        Tensor before = part(oldModel, oldTask, states, batch, old::contains, Pass.evaluation());
        return BatchLoss.of(fresh.add(before));
    }

    /** The loss of some of a batch's examples by one of the heads, which answers for all of them; zero where there are none. */
    private static Tensor part(Model head, Task task, Tensor states, Batch batch, Predicate<Example> which, Pass pass) {
        LogitsTask answers = (LogitsTask) task; // as the preview checked
        Tensor logits = answers.logits(head, states, pass);
        long[] places = IntStream.range(0, batch.size())
                .filter(i -> which.test(batch.examples().get(i)))
                .asLongStream()
                .toArray();
        if (places.length == 0) {
            return logits.sum().mul(Tensors.scalar(0)); // every parameter has a gradient all the same
        }
        Tensor rows = Tensors.of(places, places.length).to(logits.device(), ScalarType.Long);
        return answers.loss(logits.index_select(0, rows), part(batch, which));
    }

    private static Batch part(Batch batch, Predicate<Example> which) {
        return new Batch(batch.examples().stream().filter(which).toList(), batch.length());
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        if (!(task instanceof LogitsTask)) {
            return Map.of(BatchLoss.TASK, task.targets(batch));
        }
        double fresh = task.targets(part(batch, example -> !old.contains(example)));
        return Map.of(BatchLoss.TASK, fresh + oldTask.targets(part(batch, old::contains)));
    }

    @Override
    public Predictor predictor() {
        return batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
    }

    @Override
    public Task task() {
        return task;
    }
}
