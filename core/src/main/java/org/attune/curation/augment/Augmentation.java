// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.augment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.attune.curation.FrozenModel;
import org.attune.data.augment.AugmentPlan;
import org.attune.data.augment.Augmented;
import org.attune.data.augment.Augmenting;
import org.attune.data.augment.Judge;
import org.attune.data.augment.Operation;
import org.attune.problem.InputException;

/**
 * Augments a data set, with a model that judges or without.
 *
 * @param columns role to column, as the user says
 * @param model a directory, {@code builtin:NAME}, {@code hf:…} or an .onnx file
 */
public record Augmentation(List<String> files, Map<String, String> columns, Optional<String> model, AugmentPlan plan) {

    public Augmentation {
        check(model, plan);
    }

    /** @throws InputException where the plan needs a model and there is none */
    public static void check(Optional<String> model, AugmentPlan plan) {
        if (model.isEmpty() && plan.operations().contains(Operation.NEIGHBOURS)) {
            throw new InputException(
                    "data.operations",
                    "--operations",
                    "neighbours without a model",
                    "which words are near each other is for a model to say",
                    "--model builtin:minilm, or leave neighbours out");
        }
    }

    /**
     * @param target a folder that does not exist yet, or is empty
     * @param told of each phase, in words
     * @throws InputException where data or model have problems; nothing is written then
     */
    public Augmented into(Path target, Consumer<String> told) {
        Augmenting augmenting = new Augmenting(files, columns, plan);
        if (model.isEmpty()) {
            return augmenting.into(target, Judge.NOBODY, Map.of("model", "none"));
        }
        told.accept("reading " + String.join(", ", files));
        try (FrozenModel opened =
                FrozenModel.open(FrozenModel.Asked.classes(model.get(), files, columns, plan.seed()))) {
            Judge judge = ModelJudge.of(opened, plan, told);
            told.accept("making rows");
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("model", model.get());
            said.put("model_sha256", opened.sha256());
            return augmenting.into(target, judge, said);
        }
    }
}
