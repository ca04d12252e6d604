// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attune.config.Overrides;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** From the arguments of train to a recipe. */
final class RecipeArguments {

    private RecipeArguments() {}

    static RecipeFile read(List<String> arguments, InlineRecipe inline, @Nullable Path output) {
        List<String> overrides = new ArrayList<>(arguments);
        String file = arguments.isEmpty() || isOverride(arguments.get(0)) ? null : overrides.remove(0);
        overrides.stream().filter(argument -> !isOverride(argument)).findFirst().ifPresent(RecipeArguments::refuse);
        if (output != null) {
            overrides.add("output=" + text(output.toString()));
        }
        if (file == null) {
            return new RecipeFile(inline(inline, overrides), Optional.empty());
        }
        if (inline.isGiven()) {
            throw new InputException(
                    "cli.two-recipes",
                    "attune train",
                    "a recipe and options that make one",
                    "--model --task --data --test and those of columns are for runs without a recipe",
                    "change values of the recipe by key=value, for example model=builtin:minilm");
        }
        return RecipeFile.read(path(file), overrides);
    }

    private static Recipe inline(InlineRecipe inline, List<String> overrides) {
        if (!inline.isGiven()) {
            throw new InputException(
                    "cli.no-recipe",
                    "attune train",
                    "no recipe",
                    "a recipe is named first, or --model and --data are given",
                    "attune train recipe.yaml, or attune train --model builtin:minilm --data FILE");
        }
        List<String> all = new ArrayList<>(overrides);
        if (overrides.stream().noneMatch(override -> override.startsWith("output=")) && inline.data != null) {
            all.add("output=" + text("runs/" + stem(inline.data.get(0))));
        }
        return Recipe.of(Overrides.apply(inline.tree(), all));
    }

    private static boolean isOverride(String argument) {
        return argument.contains("=") && !Files.exists(Path.of(argument.replace('\0', ' ')));
    }

    private static void refuse(String argument) {
        throw new InputException(
                "cli.argument",
                "attune train",
                Problem.quote(argument),
                "behind the recipe stand changes of it, KEY=VALUE",
                "name one recipe, then, for example, training.epochs=4");
    }

    /** As a YAML string, whatever stands in it. */
    static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InputException(
                    "cli.path", Problem.quote(name), "is no path here: " + e.getReason(), "a path", "mend the path");
        }
    }

    private static String stem(String data) {
        if (data.equals("-") || data.startsWith("jdbc:")) {
            return "recipe"; // rows that lie in no file
        }
        String name = String.valueOf(path(data.replaceAll("[*?\\[\\]{}]", "_")).getFileName());
        String stem = name.replaceFirst("(?i)(\\.(csv|tsv|jsonl?|parquet|conll|txt|gz|zst))+$", "");
        return stem.isBlank() ? "recipe" : stem;
    }
}
