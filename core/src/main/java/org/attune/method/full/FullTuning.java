// SPDX-License-Identifier: Apache-2.0
package org.attune.method.full;

import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.method.Setting;
import org.attune.method.Supervised;
import org.attune.model.Model;

/** Every parameter learns. */
public final class FullTuning {

    private FullTuning() {}

    public static Method create(Model model, ParameterGroups groups, Setting setting) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        return new Supervised(
                model, setting.task(), groups.of(model, model.parameters().all()));
    }

    /** Small encoders take larger steps: rates that the published recipes of MiniLM, BERT-base and BERT-large agree on. */
    public static double learningRate(int width) {
        return width <= 384 ? 2e-4 : width <= 768 ? 5e-5 : 2e-5;
    }
}
