// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.function.IntToDoubleFunction;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.full.FullTuning;
import org.attune.method.head.HeadTuning;
import org.attune.model.Model;
import org.attune.problem.InputException;
import org.attune.task.Task;

/** The one list of tuning methods. */
public final class Methods {

    /**
     * A method's options, read and checked before any weight is; what is left is to build it.
     *
     * @param learningRate by the width of the encoder, where the recipe says auto
     */
    public record Plan(IntToDoubleFunction learningRate, Build build) {
        /** Makes the method for a model. */
        public interface Build {
            Method create(Model model, Task task, ParameterGroups groups);
        }
    }

    private Methods() {}

    /** @throws InputException for a method that this version does not have, and for wrong options */
    public static Plan plan(MethodConfig config, ResolvedRecipe resolved) {
        Plan plan = switch (config.name()) {
            case "full" -> new Plan(FullTuning::learningRate, FullTuning::new);
            case "head" -> new Plan(width -> HeadTuning.LEARNING_RATE, HeadTuning::new);
            default ->
                throw new InputException(
                        "method.unavailable",
                        "method.name: " + config.name(),
                        "this version does not have the method",
                        "the methods of this version are full and head",
                        "use `method: full` or `method: head`");
        };
        config.read(resolved, section -> Boolean.TRUE); // neither method has options: any key is unknown
        return plan;
    }
}
