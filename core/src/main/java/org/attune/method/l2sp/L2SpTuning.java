// SPDX-License-Identifier: Apache-2.0
package org.attune.method.l2sp;

import java.util.List;
import java.util.Map;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.data.Batch;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.GradientSums;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.Task;

/** Every parameter learns, held to its starting point. Weight decay gives way to it: that would pull to zero. */
public record L2SpTuning(Supervised whole, StartingPoint start) implements Method {

    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Strengths strengths = method.read(resolved, Strengths::read);
        return new Methods.Plan(
                FullTuning::learningRate,
                new L2SpPreview(),
                (model, groups, setting) -> create(model, setting.task(), groups, strengths));
    }

    private static Method create(Model model, Task task, ParameterGroups groups, Strengths strengths) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        List<ParameterGroup> spared = groups.of(model, model.parameters().all()).stream()
                .map(ParameterGroup::spared)
                .toList();
        return new L2SpTuning(
                new Supervised(model, task, spared), new StartingPoint(model, strengths.alpha(), strengths.beta()));
    }

    @Override
    public double penalty(GradientSums sums) {
        return start.add(sums);
    }

    @Override
    public List<ParameterGroup> parameters() {
        return whole.parameters();
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        return whole.loss(batch, pass);
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        return whole.targets(batch);
    }

    @Override
    public Predictor predictor() {
        return whole.predictor();
    }

    @Override
    public Task task() {
        return whole.task();
    }
}
