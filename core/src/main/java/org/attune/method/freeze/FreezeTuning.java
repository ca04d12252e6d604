// SPDX-License-Identifier: Apache-2.0
package org.attune.method.freeze;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.method.full.FullTuning;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.Wanted;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
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
                (base, head) -> learnt(unfrozen, base, head),
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

    private static long learnt(Unfrozen unfrozen, Base base, HeadRequest head) {
        Base.Plan plan = base.plan(head);
        int blocks = base.config().sizes().blocks();
        Problems problems = new Problems();
        check(unfrozen, plan, blocks, problems);
        long learnt = plan.parameters().stream()
                .filter(wanted -> plan.isHead(wanted.name())
                        || unfrozen.has(wanted.name(), plan.blueprint().depthOf(wanted.name()), blocks))
                .mapToLong(Wanted::size)
                .sum();
        if (learnt == 0 && problems.isEmpty()) {
            problems.add(
                    "freeze.nothing",
                    "method",
                    "nothing learns",
                    "some blocks, modules or a head learn",
                    "set layers to 1 or more");
        }
        problems.throwIfAny();
        return learnt;
    }

    private static void check(Unfrozen unfrozen, Base.Plan plan, int blocks, Problems problems) {
        if (unfrozen.layers() > blocks) {
            problems.add(
                    "freeze.layers",
                    "method.layers",
                    unfrozen.layers() + " of a model with " + blocks + " blocks",
                    "as many as the model has, at most",
                    "use `method: full` where all of them are to learn");
        }
        List<String> modules =
                plan.parameters().stream().map(wanted -> module(wanted.name())).toList();
        for (String pattern : unfrozen.modules()) {
            if (modules.stream().noneMatch(module -> Unfrozen.matches(pattern, module))) {
                problems.add(
                        "freeze.modules",
                        "method.modules",
                        Problem.quote(pattern) + " matches no module of the model",
                        "each pattern is a module's name, or the end of one, with * for any characters",
                        Similar.hint(pattern, parts(modules)));
            }
        }
    }

    private static String module(String parameter) {
        return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
    }

    /** All parts of modules' names, without numbers. */
    private static Set<String> parts(List<String> modules) {
        Set<String> parts = new TreeSet<>();
        modules.forEach(module -> parts.addAll(List.of(module.split("\\."))));
        parts.removeIf(part -> part.matches("[0-9]*"));
        return parts;
    }
}
