// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attune.config.LengthConfig;
import org.attune.config.RunConfig;
import org.attune.data.Dataset;
import org.attune.model.Base;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.tokenizer.Limit;

/** The one list of tasks. */
public final class Tasks {

    static final String CLASSIFICATION = "text-classification";
    static final String REGRESSION = "text-regression";
    static final String SIMILARITY = "text-similarity";
    static final String TAGS = "token-classification";
    static final String LANGUAGE = "causal-lm";
    static final String IMAGES = "image-classification";

    private static final Map<String, Dataset.Roles> ROLES = Map.of(
            CLASSIFICATION,
                    new Dataset.Roles(
                            Set.of("text", "label"), Set.of("text_pair", "id"), Set.of("text", "text_pair"), true),
            REGRESSION,
                    new Dataset.Roles(
                            Set.of("text", "label"), Set.of("text_pair", "id"), Set.of("text", "text_pair"), false),
            SIMILARITY,
                    new Dataset.Roles(
                            Set.of("text", "text_pair", "label"), Set.of("id"), Set.of("text", "text_pair"), false),
            IMAGES, new Dataset.Roles(Set.of("image", "label"), Set.of("id"), Set.of("image"), true),
            TAGS, new Dataset.Roles(Set.of("tokens", "tags"), Set.of("id"), Set.of("tokens"), false),
            LANGUAGE, new Dataset.Roles(Set.of(), Set.of("id"), Set.of(), false));

    private Tasks() {}

    /**
     * The columns that a task needs.
     *
     * @throws InputException for a task that this version does not have
     */
    public static Dataset.Roles roles(String task) {
        Dataset.Roles roles = ROLES.get(task);
        if (roles == null) {
            throw new InputException(
                    "task.unavailable",
                    "task: " + task,
                    "this version does not have the task",
                    "the tasks of this version are " + String.join(", ", new TreeMap<>(ROLES).keySet()),
                    "use one of them");
        }
        return roles;
    }

    /** How long an encoding may be that a model is given. */
    public static Limit limit(LengthConfig length, Base base) {
        return new Limit(
                length.maxLength().orElse(base.maxLength()),
                Limit.Truncation.valueOf(length.truncation().name()),
                length.stride().orElse(0));
    }

    /**
     * The task of a run, with its labels from the training data or from the model.
     *
     * @throws InputException with every row that has no usable label, and where there is nothing to tell apart
     */
    public static Task create(RunConfig config, Dataset data, Base base, Limit limit) {
        Problems problems = new Problems();
        Task task = new NewTask(config, data, base, limit, problems).make();
        problems.throwIfAny();
        return task;
    }
}
