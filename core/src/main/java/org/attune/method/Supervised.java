// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.attune.data.Batch;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.GradientSums;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.Task;

/**
 * The task's own loss of the whole model's outputs: all of a method that only chooses what learns and what holds it.
 *
 * @param activation what learns from a step on, see {@link Method#activate}
 * @param holding what does not depend on data, see {@link Method#penalty}
 */
public record Supervised(
        Model model,
        Task task,
        List<ParameterGroup> parameters,
        Consumer<Progress> activation,
        ToDoubleFunction<GradientSums> holding)
        implements Method {

    /** The same parameters learn at every step, and nothing holds them. */
    public Supervised(Model model, Task task, List<ParameterGroup> parameters) {
        this(model, task, parameters, progress -> {}, sums -> 0);
    }

    @Override
    public void activate(Progress progress) {
        activation.accept(progress);
    }

    @Override
    public double penalty(GradientSums sums) {
        return holding.applyAsDouble(sums);
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        return task.loss(model, task.features(model, batch, pass), batch, pass);
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        return Map.of(BatchLoss.TASK, task.targets(batch));
    }

    @Override
    public Predictor predictor() {
        return batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
    }
}
