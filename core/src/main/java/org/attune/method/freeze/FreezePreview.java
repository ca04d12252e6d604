// SPDX-License-Identifier: Apache-2.0
package org.attune.method.freeze;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Wanted;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;

/** What learns of a base of which no weight is read yet. */
record FreezePreview(Unfrozen unfrozen) implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        Base.Plan plan = base.plan(head);
        int blocks = base.config().sizes().blocks();
        Problems problems = new Problems();
        check(plan, blocks, problems);
        long learnt = plan.parameters().stream()
                .filter(wanted -> plan.isHead(wanted.name()) || isUnfrozen(plan, wanted.name(), blocks))
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

    private boolean isUnfrozen(Base.Plan plan, String parameter, int blocks) {
        return unfrozen.has(parameter, plan.blueprint().depthOf(parameter), blocks);
    }

    @Override
    public boolean learnsNewWords(Base base, HeadRequest head) {
        Base.Plan plan = base.plan(head);
        return isUnfrozen(
                plan, plan.blueprint().names().words(), base.config().sizes().blocks());
    }

    private void check(Base.Plan plan, int blocks, Problems problems) {
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
