// SPDX-License-Identifier: Apache-2.0
package org.attune.method.head;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.Task;
import org.attune.tensor.Parameter;

/** The head learns; everything else is frozen and runs once per row. */
public final class HeadTuning implements Method {

    public static final double LEARNING_RATE = 1e-3;

    private final Model model;
    private final Task task;
    private final List<ParameterGroup> groups;
    private final FrozenFeatures features;

    public HeadTuning(Model model, ParameterGroups groups, Setting setting) {
        this.model = model;
        this.task = setting.task();
        this.features = new FrozenFeatures(model, task);
        List<Parameter> head = model.parameters().all().stream()
                .filter(parameter -> model.isHead(parameter.name()))
                .toList();
        head.forEach(parameter -> parameter.setLearns(true));
        this.groups = groups.of(model, head);
    }

    /** The number of values that will learn. */
    static long learnt(Base base, HeadRequest request) {
        Base.Plan plan = base.plan(request);
        return plan.parameters().stream()
                .filter(wanted -> plan.isHead(wanted.name()))
                .mapToLong(wanted -> wanted.size())
                .sum();
    }

    @Override
    public List<Example> prepare(List<Example> train) {
        features.compute(train);
        return train;
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        return task.loss(model, features.of(batch), batch, pass);
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        return Map.of(BatchLoss.TASK, task.targets(batch));
    }

    @Override
    public Predictor predictor() {
        return batch -> task.outputs(model, features.of(batch), batch);
    }

    @Override
    public Task task() {
        return task;
    }
}
