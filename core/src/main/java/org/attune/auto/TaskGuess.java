// SPDX-License-Identifier: Apache-2.0
package org.attune.auto;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Recipe;
import org.attune.config.Source;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.task.Tasks;

/**
 * What is to be learnt of labelled texts.
 *
 * @param reason in words
 * @param data as that task reads it, with nothing held out
 */
record TaskGuess(String task, String reason, Dataset data) {

    private static final String CLASSES = "text-classification";
    private static final String NUMBERS = "text-regression";

    /** Numbers of which there are fewer than these, all whole, are as likely the names of classes. */
    private static final int FEW = 20;

    private static final List<String> TAKEN = List.of(CLASSES, NUMBERS);

    /** @throws InputException with everything that is wrong with files and columns; for labels that are lists */
    static TaskGuess of(AutoAsked asked) {
        if (asked.task().filter(task -> !TAKEN.contains(task)).isPresent()) {
            throw new InputException(
                    "auto.task",
                    "--task",
                    Problem.quote(asked.task().get()),
                    "texts with one label or one number each: " + String.join(", ", TAKEN),
                    "write a recipe for other tasks, and search it: attune search RECIPE");
        }
        Dataset data = read(asked, asked.task().orElse(CLASSES));
        String column = data.columns().required("label");
        List<Object> labels = data.train().stream()
                .map((Row row) -> row.value(column))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .toList();
        if (labels.stream().anyMatch(label -> label instanceof List<?>)) {
            throw new InputException(
                    "auto.task",
                    column,
                    "rows with several labels each",
                    "texts with one label or one number each",
                    "write a recipe, and search it: attune search RECIPE");
        }
        Set<String> distinct =
                labels.stream().map(label -> label.toString().strip()).collect(Collectors.toSet());
        if (asked.task().isPresent()) {
            return new TaskGuess(asked.task().get(), "as was asked for", data);
        }
        boolean numbers = !distinct.isEmpty() && distinct.stream().allMatch(TaskGuess::isNumber);
        boolean many = distinct.size() > FEW || distinct.stream().anyMatch(text -> !text.matches("[+-]?[0-9]+"));
        return numbers && many
                ? new TaskGuess(
                        NUMBERS,
                        "the " + distinct.size() + " values of " + column + " are numbers",
                        read(asked, NUMBERS))
                : new TaskGuess(CLASSES, column + " has " + distinct.size() + " different values", data);
    }

    private static Dataset read(AutoAsked asked, String task) {
        MapNode tree = asked.recipe("builtin:minilm", task, asked.files(), asked.test());
        MapNode data = tree.get("data").orElseThrow() instanceof MapNode map ? map : MapNode.empty(Source.DEFAULT);
        Recipe recipe = Recipe.of(tree.with("data", data.with("validation", Node.of("none", Source.DEFAULT))));
        return Dataset.open(recipe.config().data(), Tasks.roles(task), asked.seed(), null);
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    }

    /** Columns with why they were taken. */
    String columns() {
        return new TreeMap<>(data.columns().byRole())
                .entrySet().stream()
                        .map(role -> role.getKey() + " is " + role.getValue().column()
                                + (role.getValue().guessed()
                                        ? " (" + role.getValue().reason() + ")"
                                        : ""))
                        .collect(Collectors.joining(", "));
    }

    Map<String, String> hashes() {
        return data.hashes();
    }
}
