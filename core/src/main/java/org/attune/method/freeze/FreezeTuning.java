// SPDX-License-Identifier: Apache-2.0
package org.attune.method.freeze;

import java.util.List;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.task.Task;
import org.attune.tensor.Parameter;

/** The last blocks and the head learn; everything below is frozen. */
public final class FreezeTuning {

    private FreezeTuning() {}

    /** Reads the options; the parameters are looked for once the base is open. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Unfrozen unfrozen = method.read(resolved, Unfrozen::read);
        return new Methods.Plan(
                FullTuning::learningRate,
                new FreezePreview(unfrozen),
                (model, groups, setting) -> create(model, setting.task(), groups, unfrozen));
    }

    private static Method create(Model model, Task task, ParameterGroups groups, Unfrozen unfrozen) {
        int blocks = model.backbone().blocks();
        List<Parameter> learning = model.parameters().all().stream()
                .filter(parameter -> model.isHead(parameter.name())
                        || unfrozen.has(parameter.name(), model.depthOf(parameter.name()), blocks))
                .toList();
        learning.forEach(parameter -> parameter.setLearns(true));
        return new Supervised(model, task, groups.of(model, learning));
    }
}
