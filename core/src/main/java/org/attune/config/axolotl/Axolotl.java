// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;
import java.util.Set;
import org.attune.config.MapNode;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/**
 * Configurations of Axolotl 0.10 for supervised fine-tuning. Where a key is left out, what Axolotl would have used stands in the
 * recipe, so that the run is the one that Axolotl would have done as far as that is possible here.
 */
public final class Axolotl {

    /** No configuration of Axolotl has these at its top, and a recipe has some of them. */
    private static final Set<String> NATIVE =
            Set.of("model", "task", "data", "method", "training", "evaluate", "checkpoint", "export", "output");

    /** A configuration of Axolotl has base_model and some of these. */
    private static final Set<String> SIGNS = Set.of(
            "base_model",
            "datasets",
            "pretraining_dataset",
            "sequence_len",
            "sample_packing",
            "adapter",
            "lora_r",
            "micro_batch_size",
            "gradient_accumulation_steps",
            "num_epochs",
            "val_set_size",
            "output_dir",
            "rl");

    private Axolotl() {}

    /** Whether the keys are those of Axolotl; never for a recipe. */
    public static boolean recognises(MapNode tree) {
        Set<String> keys = tree.entries().keySet();
        return keys.stream().noneMatch(NATIVE::contains)
                && keys.stream().filter(SIGNS::contains).count() >= 2;
    }

    /**
     * The native recipe.
     *
     * @throws InputException with every key that cannot be honoured, that is not known, or whose value is wrong
     */
    public static Conversion convert(MapNode tree) {
        Problems problems = new Problems();
        Notes notes = new Notes(problems);
        Keys keys = new Keys(tree, "", problems);
        List<KeyGroup> groups = List.of(
                new ModelKeys(),
                new DataKeys(),
                new AdapterKeys(),
                new BatchKeys(),
                new OptimizerKeys(),
                new ScheduleKeys(),
                new PrecisionKeys(),
                new EvaluationKeys(),
                new CheckpointKeys(),
                new RunKeys(),
                new RefusedKeys(),
                new IgnoredKeys());
        groups.forEach(group -> group.read(keys, notes));
        keys.finish();
        problems.throwIfAny();
        problems.collect(() -> Recipe.of(notes.recipe()));
        problems.throwIfAny();
        return notes.conversion();
    }
}
