// SPDX-License-Identifier: Apache-2.0
package org.attune.method.full;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.method.BatchLoss;
import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.Task;

/** Every parameter learns. */
public final class FullTuning implements Method {

    private static final String LOSS = "loss";

    private final Model model;
    private final Task task;
    private final List<ParameterGroup> groups;

    public FullTuning(Model model, Task task, ParameterGroups groups) {
        this.model = model;
        this.task = task;
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        this.groups = groups.of(model, model.parameters().all());
    }

    /** Small encoders take larger steps: rates that the published recipes of MiniLM, BERT-base and BERT-large agree on. */
    public static double learningRate(int width) {
        return width <= 384 ? 2e-4 : width <= 768 ? 5e-5 : 2e-5;
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        var outputs = model.logits(task.features(model, batch, pass), pass);
        return BatchLoss.of(List.of(new BatchLoss.Term(LOSS, 1, task.loss(outputs, batch))));
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        return Map.of(LOSS, task.targets(batch));
    }

    @Override
    public Predictor predictor() {
        return batch -> model.logits(task.features(model, batch, Pass.evaluation()), Pass.evaluation());
    }

    @Override
    public Task task() {
        return task;
    }
}
