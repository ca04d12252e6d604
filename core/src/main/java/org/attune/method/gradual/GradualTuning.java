// SPDX-License-Identifier: Apache-2.0
package org.attune.method.gradual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Progress;
import org.attune.method.Supervised;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.optim.ParameterGroup;
import org.attune.task.Task;
import org.attune.tensor.Parameter;

/**
 * The head learns first, then part after part from the top (ULMFiT, Howard and Ruder 2018, section 3.3). What learns is a function of the
 * position; a part that does not learn yet has no gradient, neither moves nor decays, and its norms keep their running statistics.
 */
public final class GradualTuning {

    private GradualTuning() {}

    /** Reads the options; whether the model has so many parts shows once the base is open. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Unfreezing unfreezing = method.read(resolved, Unfreezing::read);
        return new Methods.Plan(
                FullTuning::learningRate,
                new GradualPreview(unfreezing),
                (model, groups, setting) -> create(model, setting.task(), groups, unfreezing));
    }

    private static Method create(Model model, Task task, ParameterGroups groups, Unfreezing unfreezing) {
        List<List<Parameter>> parts = parts(model);
        List<ParameterGroup> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = String.format("part%03d.", i);
            groups.of(model, parts.get(i)).forEach(group -> all.add(group.named(name + group.name())));
        }
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        return new Supervised(model, task, all, progress -> activate(parts, unfreezing, progress), sums -> 0);
    }

    /** From the top. What the checkpoint does not have knows nothing yet, and learns first wherever it is. */
    private static List<List<Parameter>> parts(Model model) {
        Map<Integer, List<Parameter>> byDepth = new TreeMap<>(Comparator.reverseOrder());
        for (Parameter parameter : model.parameters().all()) {
            int top = model.backbone().blocks() + 1;
            int depth = model.isHead(parameter.name()) ? top : model.depthOf(parameter.name());
            byDepth.computeIfAbsent(depth, key -> new ArrayList<>()).add(parameter);
        }
        return List.copyOf(byDepth.values());
    }

    private static void activate(List<List<Parameter>> parts, Unfreezing unfreezing, Progress progress) {
        int learning = unfreezing.learning(parts.size(), progress);
        for (int i = 0; i < parts.size(); i++) {
            boolean learns = i < learning;
            parts.get(i).stream()
                    .filter(parameter -> parameter.learns() != learns)
                    .forEach(parameter -> parameter.setLearns(learns));
        }
    }
}
