// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.List;
import org.attune.config.Recipe;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.model.Model;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;

/** What a run has built before its first step, in float64. */
record Prepared(Scope scope, RunPlan plan, Model model, Method method, List<Example> train) implements AutoCloseable {

    static Prepared of(Recipe recipe) {
        Scope scope = Scope.open();
        RunPlan plan = RunPlan.look(recipe);
        Placement placement =
                Placement.cpu(Precision.FP64).storing(plan.placement().storage());
        Model model = plan.base().build(plan.task().head(), placement, 5);
        Method method = plan.method().build().create(model, new ParameterGroups(1), plan.setting());
        List<Example> train = method.prepare(plan.split(Dataset.TRAIN).examples());
        return new Prepared(scope, plan, model, method, train);
    }

    @Override
    public void close() {
        plan.close();
        scope.close();
    }
}
