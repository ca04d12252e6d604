// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.attune.method.Retained;
import org.attune.model.Model;

/**
 * Tasks that a model knew before, each with its own head, which stays as it is, on what the model has become. They are measured as splits
 * called {@code retain.NAME}: before the first step (the baseline {@code untuned}), at every evaluation on the way and at the end.
 */
public final class RetainedSuite {

    /** What the names of their splits begin with. */
    public static final String PREFIX = "retain.";

    private final Map<String, Retained> tasks;
    private final Map<String, Model> models;

    private RetainedSuite(Map<String, Retained> tasks, Map<String, Model> models) {
        this.tasks = tasks;
        this.models = models;
    }

    /**
     * Reads the heads into the caller's scope.
     *
     * @param tasks by the names that the recipe gives
     */
    public static RetainedSuite of(Map<String, Retained> tasks, Model tuned) {
        Map<String, Model> models = new LinkedHashMap<>();
        tasks.forEach((name, task) -> models.put(name, task.on(tuned)));
        return new RetainedSuite(tasks, models);
    }

    /** Whether a split is that of a task that the model knew before. */
    public static boolean isRetained(String split) {
        return split.startsWith(PREFIX);
    }

    /** Every metric of every task, by the names of their splits; of a table of words all that their rows look up must be there. */
    public Map<String, SplitEvaluation> measure(Bootstrap bootstrap) {
        Map<String, SplitEvaluation> measured = new LinkedHashMap<>();
        tasks.forEach((name, task) -> {
            Model model = Objects.requireNonNull(models.get(name), name);
            float[][] outputs =
                    Evaluation.outputs(task.predictor(model), task.data().examples());
            measured.put(
                    PREFIX + name,
                    Evaluation.measure(
                            task.task().scores(task.data(), outputs),
                            task.task().labels().names(),
                            bootstrap));
        });
        return measured;
    }
}
