// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/**
 * A step of {@code data.prepare}: a command of {@code attune data} with its parameters, which the layer that takes the step reads.
 *
 * @param number from 0
 * @param parameters by the names of the command's options, with {@code _} for {@code -}
 */
public record StepConfig(int number, String name, MapNode parameters) {

    public static final List<String> NAMES = List.of("clean", "labels", "split", "augment");

    /** Each a name, or a map with the name as its one key. */
    static final Kind<List<Node>> KIND = Kinds.of(
            "a list of steps, such as {clean: {near_duplicates: 0.8}}",
            node -> Kinds.NODES
                    .read(node)
                    .filter(items ->
                            items.stream().allMatch(item -> step(0, item).isPresent())),
            steps -> steps);

    static List<StepConfig> all(List<Node> steps) {
        List<StepConfig> all = new ArrayList<>();
        steps.forEach(step -> step(all.size(), step).ifPresent(all::add));
        return all;
    }

    private static Optional<StepConfig> step(int number, Node node) {
        if (node instanceof MapNode map && map.entries().size() == 1) {
            Map.Entry<String, Node> entry = map.entries().entrySet().iterator().next();
            Node below = entry.getValue();
            boolean nothing = below instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NOTHING;
            Optional<MapNode> parameters = nothing ? Optional.of(MapNode.empty(node.source())) : Kinds.MAP.read(below);
            return parameters.map(known -> new StepConfig(number, entry.getKey(), known));
        }
        return Kinds.TEXT.read(node).map(name -> new StepConfig(number, name, MapNode.empty(node.source())));
    }

    /**
     * Reads the parameters. Keys that are not read are problems, and so is what the reader throws.
     *
     * @throws InputException with every problem, in the words of a recipe
     */
    public <T> T read(Function<Section, T> reader) {
        Problems problems = new Problems();
        Section section = new Section(
                List.of("data", "prepare[" + number + "]", name),
                parameters,
                new Binding(problems, new ResolvedRecipe()),
                List.of());
        T read = problems.collect(() -> asKeys(() -> reader.apply(section)));
        section.finish();
        problems.throwIfAny();
        return Objects.requireNonNull(read);
    }

    /** Runs what speaks of options of a command, which are keys here. */
    public <T> T asKeys(Supplier<T> work) {
        try {
            return work.get();
        } catch (InputException e) {
            throw new InputException(e.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(),
                            keys(problem.where(), where()),
                            problem.found(),
                            keys(problem.expected(), ""),
                            keys(problem.fix(), "")))
                    .toList());
        }
    }

    /** The step and its parameters, in one form for all ways to write them. */
    public String canonical() {
        return name + " " + YamlWriter.canonical(parameters);
    }

    private String where() {
        return "data.prepare[" + number + "]." + name + ".";
    }

    /** {@code --near-duplicates} to {@code near_duplicates}; options that name columns to {@code data.columns}. */
    private static String keys(String text, String before) {
        return Pattern.compile("--([a-z]+(?:-[a-z]+)*)").matcher(text).replaceAll(option -> {
            String key = option.group(1).replace('-', '_');
            return (Column.ROLES.contains(key) ? "data.columns." : before) + key;
        });
    }
}
