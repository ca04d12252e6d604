// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/**
 * A recipe that was read: the tree as the user wrote it (with overrides), what it means, and where each value comes
 * from.
 */
public final class Recipe {

    /** What a recipe without a file is called in messages and in its default output folder. */
    private static final String NAMELESS = "recipe";

    private final MapNode tree;
    private final String name;
    private final Optional<Path> file;
    private final RunConfig config;
    private final ResolvedRecipe resolved = new ResolvedRecipe();

    private Recipe(MapNode tree, String name, Optional<Path> file) {
        this.tree = tree;
        this.name = name;
        this.file = file;
        Problems problems = new Problems();
        RunConfig bound = problems.collect(() -> RunConfig.bind(tree, name, resolved));
        for (MapNode stage : stages()) {
            stage.get("stages")
                    .ifPresent(inner -> problems.add(
                            "recipe.stages",
                            inner.source().text(),
                            "stages inside a stage",
                            "a stage is an ordinary run",
                            "write all stages in one list"));
            problems.collect(() -> RunConfig.bind(staged(stage), name, new ResolvedRecipe()));
        }
        problems.throwIfAny();
        this.config = Objects.requireNonNull(bound);
    }

    /** @throws InputException with every problem of the file and of the overrides */
    public static Recipe read(Path file, List<String> overrides) {
        return of(Overrides.apply(tree(file), overrides), file);
    }

    /** What a file says, unread; it need not be a recipe. */
    public static MapNode tree(Path file) {
        return top(YamlTree.read(file));
    }

    public static Recipe fromYaml(String text) {
        return of(YamlTree.parse(text, NAMELESS));
    }

    public static Recipe of(Node tree) {
        return new Recipe(top(tree), NAMELESS, Optional.empty());
    }

    /** A recipe that was made of a file in another form; it is named by the file. */
    public static Recipe of(MapNode tree, Path file) {
        return new Recipe(tree, nameOf(file), Optional.of(file));
    }

    /** The same recipe with overrides, read anew: trials of a search, cells of a benchmark. */
    public Recipe with(List<String> overrides) {
        return new Recipe(Overrides.apply(tree, overrides), name, file);
    }

    public RunConfig config() {
        return config;
    }

    /** Later layers add what they find out. */
    public ResolvedRecipe resolved() {
        return resolved;
    }

    public MapNode tree() {
        return tree;
    }

    /** The differences that make the stages; empty for an ordinary run. */
    public List<MapNode> stages() {
        return tree.get("stages").flatMap(Kinds.MAPS::read).orElse(List.of());
    }

    /** The recipe of one stage: this one without its stages, under the stage's differences. */
    public MapNode staged(MapNode stage) {
        return tree.without("stages").merge(stage);
    }

    /** The folder of the recipe's file; empty for a recipe without one. */
    public Optional<Path> folder() {
        return file.map(recipe -> recipe.toAbsolutePath().resolveSibling("").normalize());
    }

    /** Where a relative path would be beside the recipe, if it exists only there: for a hint. */
    public Optional<Path> beside(String path) {
        return file.map(recipe -> recipe.toAbsolutePath().resolveSibling(path))
                .filter(there -> Files.exists(there) && !Files.exists(Path.of(path)));
    }

    private static MapNode top(Node node) {
        if (node instanceof MapNode map) {
            return map;
        }
        throw new InputException(
                "recipe.form",
                node.source().text(),
                node.describe(),
                "a recipe is a map of keys",
                "write at least model: and data:, or name the recipe if this is another file");
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.ya?ml$", "");
        return name.isBlank() ? NAMELESS : name;
    }
}
