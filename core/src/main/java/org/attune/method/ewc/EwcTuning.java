// SPDX-License-Identifier: Apache-2.0
package org.attune.method.ewc;

import java.util.List;
import java.util.Map;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.RetainPreview;
import org.attune.method.Retained;
import org.attune.method.Setting;
import org.attune.method.Supervised;
import org.attune.method.full.FullTuning;
import org.attune.method.l2sp.StartingPoint;
import org.attune.model.Model;
import org.attune.optim.ParameterGroup;
import org.attune.tensor.Parameter;
import org.bytedeco.pytorch.Tensor;

/**
 * Every parameter learns, and λ/2 · Σ F (w - w⁰)² over what was pre-trained is a part of the loss (Kirkpatrick et al. 2017, equation 3). F is
 * taken of the model as it came, before the first step, and anew where a run is resumed. Weight decay gives way to it.
 */
public final class EwcTuning {

    private EwcTuning() {}

    /** Reads the options; the task of before is looked at once the data is known. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Consolidation options = method.read(resolved, Consolidation::read);
        RetainPreview retain = new RetainPreview(options.retain(), (retained, setting, problems) -> {});
        return new Methods.Plan(
                FullTuning::learningRate,
                new EwcPreview(options, retain),
                (model, groups, setting) -> create(model, groups, setting, options, retain));
    }

    private static Method create(
            Model model, ParameterGroups groups, Setting setting, Consolidation options, RetainPreview retain) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        List<ParameterGroup> spared = groups.of(model, model.parameters().all()).stream()
                .map(ParameterGroup::spared)
                .toList();
        StartingPoint start =
                new StartingPoint(model, options.strength(), importance(model, setting, options.rows(), retain));
        return new Supervised(model, setting.task(), spared, progress -> {}, start::add);
    }

    private static Map<String, Tensor> importance(Model model, Setting setting, int rows, RetainPreview retain) {
        List<Parameter> body = model.parameters().all().stream()
                .filter(parameter -> !model.isHead(parameter.name()))
                .toList();
        try (Retained retained = retain.open(setting)) {
            List<Example> examples =
                    retained.data().sample(rows, setting.config().seed()).examples();
            return Fisher.of(retained.on(model), retained.task(), examples, body);
        }
    }
}
