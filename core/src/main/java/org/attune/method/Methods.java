// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.method.distill.Distillation;
import org.attune.method.domain.DomainTuning;
import org.attune.method.ewc.EwcTuning;
import org.attune.method.freeze.FreezeTuning;
import org.attune.method.full.FullTuning;
import org.attune.method.gradual.GradualTuning;
import org.attune.method.head.HeadPreview;
import org.attune.method.head.HeadTuning;
import org.attune.method.l2sp.L2SpTuning;
import org.attune.method.lora.LoraTuning;
import org.attune.method.lwf.LwfTuning;
import org.attune.method.replay.ReplayTuning;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.tensor.Storage;

/** The one list of tuning methods. */
public final class Methods {

    /** Those that this version has. */
    private static final List<String> NAMES = List.of(
            "coral", "dann", "distill", "ewc", "full", "freeze", "gradual", "head", "l2-sp", "lora", "lwf", "mmd",
            "qlora", "replay");

    /**
     * A method's options, read and checked before any weight is; what is left is to build it.
     *
     * @param learningRate by the width of the encoder, where the recipe says auto
     * @param storage how the model is to keep the backbone's linear weights; quantised ones cannot learn
     */
    public record Plan(IntToDoubleFunction learningRate, Preview preview, Build build, Storage storage) {

        /** Of a method that takes the weights as they are. */
        public Plan(IntToDoubleFunction learningRate, Preview preview, Build build) {
            this(learningRate, preview, build, Storage.VALUES);
        }

        /** Looks at the base, of which no weight is read yet. */
        public interface Preview {
            /**
             * The number of values that will learn.
             *
             * @throws InputException where the options do not fit the model
             */
            long learnt(Base base, HeadRequest head);

            /** Adds what is wrong with the options for a run. */
            default void check(Setting setting, Problems problems) {}

            /** SHA-256 of what else the method reads, by what it is; a part of the run's identity. */
            default Map<String, String> hashes(Setting setting) {
                return Map.of();
            }

            /** Whether the backbone stays as it is and runs once for each row before the first step, and in no step. */
            default boolean keepsFeatures() {
                return false;
            }

            /** What runs once for each row before the first step, so that rows have to stay as they are. */
            default Optional<String> once() {
                return Optional.empty();
            }

            /** Whether norms of the backbone learn, where it has such over the rows of a batch: then these are coupled. */
            default boolean learnsNorms() {
                return true;
            }

            /** Whether the loss compares the rows of a step with each other, with as many of another domain beside them. */
            default boolean couplesRows() {
                return false;
            }

            /** Whether the vectors of new words learn; where they do not, these stay what they began as. */
            default boolean learnsNewWords(Base base, HeadRequest head) {
                return true;
            }

            /** Bytes that the method keeps besides weights and what the optimiser has of them. */
            default long kept(Setting setting) {
                return 0;
            }

            /** Bytes that are needed before the first step and are free again in it. */
            default long prepared(Setting setting) {
                return 0;
            }

            /** How many of them the model does not have without the method. */
            default long added(Base base, HeadRequest head) {
                return 0;
            }
        }

        /** Makes the method for a model. */
        public interface Build {
            Method create(Model model, ParameterGroups groups, Setting setting);
        }
    }

    private Methods() {}

    /** @throws InputException for a method that this version does not have, and for wrong options */
    public static Plan plan(MethodConfig config, ResolvedRecipe resolved) {
        return switch (config.name()) {
            case "full" -> {
                config.read(resolved, section -> Boolean.TRUE); // it has no options: any key is unknown
                yield new Plan(
                        FullTuning::learningRate,
                        (base, head) -> base.plan(head).size(),
                        FullTuning::create);
            }
            case "head" -> {
                config.read(resolved, section -> Boolean.TRUE);
                yield new Plan(width -> HeadTuning.LEARNING_RATE, new HeadPreview(), HeadTuning::new);
            }
            case "coral", "dann", "mmd" -> DomainTuning.plan(config, resolved);
            case "distill" -> Distillation.plan(config, resolved);
            case "ewc" -> EwcTuning.plan(config, resolved);
            case "freeze" -> FreezeTuning.plan(config, resolved);
            case "gradual" -> GradualTuning.plan(config, resolved);
            case "l2-sp" -> L2SpTuning.plan(config, resolved);
            case "lwf" -> LwfTuning.plan(config, resolved);
            case "replay" -> ReplayTuning.plan(config, resolved);
            case "lora" -> LoraTuning.plan(config, resolved);
            case "qlora" -> LoraTuning.planQuantised(config, resolved);
            default ->
                throw new InputException(
                        "method.unavailable",
                        "method.name: " + config.name(),
                        "this version does not have the method",
                        "the methods of this version are " + String.join(", ", NAMES),
                        "use one of these, for example `method: full`");
        };
    }
}
