// SPDX-License-Identifier: Apache-2.0
package org.attune.method.l2sp;

import java.util.List;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.optim.ParameterGroup;
import org.attune.task.Task;

/** Every parameter learns, held to its starting point. Weight decay gives way to it: that would pull to zero. */
public final class L2SpTuning {

    private L2SpTuning() {}

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
        StartingPoint start = new StartingPoint(model, strengths.alpha(), strengths.beta());
        return new Supervised(model, task, spared, progress -> {}, start::add);
    }
}
