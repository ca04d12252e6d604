// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.ArrayList;
import java.util.List;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.model.Adapter;
import org.attune.model.Model;
import org.attune.problem.Problems;
import org.attune.task.Task;
import org.attune.tensor.Parameter;
import org.attune.tensor.Storage;

/** Low-rank parts of linear layers learn, and the head; everything else is frozen. */
public final class LoraTuning {

    private LoraTuning() {}

    private static Method create(Model model, Task task, ParameterGroups groups, LoraConfig config) {
        Adapter adapter = config.adapter(targets(config, model));
        model.adapt(adapter);
        List<Parameter> learning = new ArrayList<>();
        for (Parameter parameter : model.parameters().all()) {
            if (adapter.learns(parameter.name())) {
                parameter.setLearns(true);
                learning.add(parameter);
            } else {
                parameter.freeze();
            }
        }
        return new Supervised(model, task, groups.of(model, learning));
    }

    /** Reads the options; the layers are looked for once the base is open. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        LoraConfig config = method.read(resolved, LoraConfig::read);
        return plan(method.name(), config, config.saved().isEmpty() ? Storage.NARROW : Storage.VALUES);
    }

    /** As {@link #plan}, on a base in four bits. */
    public static Methods.Plan planQuantised(MethodConfig method, ResolvedRecipe resolved) {
        QloraConfig config = method.read(resolved, QloraConfig::read);
        return plan(method.name(), config.lora(), config.storage());
    }

    private static Methods.Plan plan(String name, LoraConfig config, Storage storage) {
        return new Methods.Plan(
                LoraTuning::learningRate,
                new LoraPreview(name, config, storage),
                (model, groups, setting) -> create(model, setting.task(), groups, config),
                storage);
    }

    /**
     * The rates of Hu et al. (2021, tables 9 and 10) for RoBERTa: 4e-4 and 5e-4 for base on all of GLUE, 2e-4 to 4e-4 for large. The
     * parts begin at zero and are small, so that they take larger steps than whole weights.
     */
    static double learningRate(int width) {
        return width <= 768 ? 5e-4 : 3e-4;
    }

    private static LoraTargets targets(LoraConfig config, Model model) {
        Problems problems = new Problems();
        List<LoraTargets.Named> parameters = model.parameters().all().stream()
                .map(parameter -> named(
                        parameter.name(), parameter.kind(), parameter.master().size(0), parameter.size()))
                .toList();
        LoraTargets targets = LoraTargets.of(
                config,
                new LoraTargets.Network(
                        parameters, model::isHead, model.blueprint().names(), model.newWords()),
                problems);
        problems.throwIfAny();
        return targets;
    }

    static LoraTargets.Named named(String name, Parameter.Kind kind, long rows, long size) {
        return new LoraTargets.Named(name, kind, rows, size / rows);
    }
}
