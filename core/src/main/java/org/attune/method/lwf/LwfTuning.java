// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lwf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.KeptLogits;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.RetainPreview;
import org.attune.method.Retained;
import org.attune.method.Setting;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.LogitsTask;
import org.attune.task.Task;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Every parameter learns, by the task's own loss and λ times the {@link LogitsTask#distance distance} of what the old head says of the new
 * rows from what it said of them before the first step (Li and Hoiem 2016, equation 3 and figure 3). Both heads answer from the same states.
 * Unlike the paper's, the old head stays as it is, without dropout: it belongs to a model that is saved already.
 */
public final class LwfTuning implements Method {

    /** The name of the old head's term. */
    private static final String RETAINED = "retained";

    private final Model model;
    private final LogitsTask task;
    private final List<ParameterGroup> groups;
    private final Remembering options;
    private final Model old;
    private final LogitsTask oldTask;
    private @Nullable KeptLogits said;

    private LwfTuning(Model model, Task task, List<ParameterGroup> groups, Remembering options, Retained retained) {
        this.model = model;
        this.task = (LogitsTask) task; // as the preview checked, of both
        this.groups = groups;
        this.options = options;
        this.old = retained.on(model);
        this.oldTask = (LogitsTask) retained.task();
    }

    /** Reads the options; the task of before is looked at once the data is known. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Remembering options = method.read(resolved, Remembering::read);
        RetainPreview retain = new RetainPreview(
                options.retain(),
                (retained, setting, problems) -> retained.checkBeside("lwf", setting.base(), setting.task(), problems));
        return new Methods.Plan(
                FullTuning::learningRate,
                new LwfPreview(retain),
                (model, groups, setting) -> create(model, groups, setting, options, retain));
    }

    private static Method create(
            Model model, ParameterGroups groups, Setting setting, Remembering options, RetainPreview retain) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        try (Retained retained = retain.open(setting)) {
            return new LwfTuning(
                    model, setting.task(), groups.of(model, model.parameters().all()), options, retained);
        }
    }

    @Override
    public List<Example> prepare(List<Example> train) {
        said = KeptLogits.of(train, batch -> oldTask.outputs(old, states(batch, Pass.evaluation()), batch));
        return train;
    }

    /** What both heads take: the new task's features. */
    private Tensor states(Batch batch, Pass pass) {
        return task.features(model, batch, pass);
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        Tensor states = states(batch, pass);
        Tensor now = oldTask.logits(old, states, Pass.evaluation());
        Tensor before = Objects.requireNonNull(said, "prepare comes first").of(batch, now);
        return BatchLoss.of(List.of(
                new BatchLoss.Term(BatchLoss.TASK, 1, task.loss(task.logits(model, states, pass), batch)),
                new BatchLoss.Term(
                        RETAINED, options.strength(), oldTask.distance(now, before, batch, options.temperature()))));
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        Map<String, Double> targets = new LinkedHashMap<>();
        targets.put(BatchLoss.TASK, task.targets(batch));
        targets.put(RETAINED, oldTask.imitated(batch));
        return targets;
    }

    @Override
    public Predictor predictor() {
        return batch -> task.outputs(model, states(batch, Pass.evaluation()), batch);
    }

    @Override
    public Task task() {
        return task;
    }
}
