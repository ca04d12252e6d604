// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.attune.method.NamePattern;
import org.attune.model.Adapter;
import org.attune.model.Names;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.tensor.Parameter;

/**
 * What of a model learns.
 *
 * @param adapted linear layers that get low-rank parts
 * @param whole modules that learn whole: the head, and what the recipe names
 * @param rows of tables that learn
 */
record LoraTargets(List<String> adapted, List<String> whole, List<Adapter.Rows> rows) {

    /** A parameter of the model, whether it is built or not. */
    record Named(String name, Parameter.Kind kind, long rows, long columns) {
        String module() {
            return name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
    }

    /**
     * A model, whether it is built or not.
     *
     * @param newWords numbers of words without pre-trained vectors
     */
    record Network(List<Named> parameters, Predicate<String> isHead, Names names, List<Integer> newWords) {}

    /** Finds the layers in a model's parameters, and adds what is wrong to the problems. */
    static LoraTargets of(LoraConfig config, Network network, Problems problems) {
        List<Named> parameters = network.parameters();
        Set<String> whole = new LinkedHashSet<>();
        whole.addAll(head(parameters, network.isHead()));
        for (String pattern : config.saved()) {
            whole.addAll(saved(NamePattern.of(pattern), parameters, problems));
        }
        List<Named> free = parameters.stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.WEIGHT)
                .filter(parameter -> !isWithin(parameter.module(), whole))
                .toList();
        Set<String> adapted = new LinkedHashSet<>();
        if (config.targets().equals(List.of(LoraConfig.ALL_LINEAR))) {
            free.stream()
                    .filter(layer -> network.names().has(layer.name()))
                    .forEach(layer -> adapted.add(layer.module()));
        } else {
            for (String pattern : config.targets()) {
                adapted.addAll(targets(NamePattern.of(pattern), parameters, free, problems));
            }
        }
        checkRanks(config, free, adapted, problems);
        List<Adapter.Rows> rows = TokenTables.of(config, network, whole, problems);
        return new LoraTargets(List.copyOf(adapted), List.copyOf(whole), rows);
    }

    private static void checkRanks(LoraConfig config, List<Named> free, Set<String> adapted, Problems problems) {
        free.stream()
                .filter(layer -> adapted.contains(layer.module()))
                .filter(layer -> rank(config, layer) > Math.min(layer.rows(), layer.columns()))
                .findFirst()
                .ifPresent(layer -> problems.add(
                        "lora.rank",
                        rank(config, layer) == config.form().rank() ? "method.rank" : "method.rank_pattern",
                        "rank " + rank(config, layer) + " for " + layer.module() + ", whose weight is [" + layer.rows()
                                + ", " + layer.columns() + "]",
                        "a low-rank part has at most the rank of its layer",
                        "use a smaller rank, 8 for example, or leave this layer out of target_modules"));
        for (String pattern : config.patterns().unmatched(adapted)) {
            problems.add(
                    "lora.pattern",
                    config.patterns().ranks().containsKey(pattern) ? "method.rank_pattern" : "method.alpha_pattern",
                    Problem.quote(pattern) + " matches no layer that has a low-rank part",
                    "each pattern is a regular expression for the whole name of a layer, or for the end of one behind a dot",
                    Similar.hint(pattern, endings(adapted)));
        }
    }

    private static int rank(LoraConfig config, Named layer) {
        return config.patterns()
                .part(layer.module(), layer.module(), config.form())
                .rank();
    }

    /** The outermost modules of which nothing is pre-trained. */
    private static Set<String> head(List<Named> parameters, Predicate<String> isHead) {
        List<Named> pretrained = parameters.stream()
                .filter(parameter -> !isHead.test(parameter.name()))
                .toList();
        Set<String> outermost = new LinkedHashSet<>();
        for (Named parameter : parameters) {
            if (isHead.test(parameter.name())) {
                ancestors(parameter.module()).stream()
                        .filter(node -> pretrained.stream().noneMatch(other -> isWithin(other.module(), List.of(node))))
                        .findFirst()
                        .ifPresent(outermost::add);
            }
        }
        return outermost;
    }

    /** The modules that a module is part of, outermost first, and itself. */
    private static List<String> ancestors(String module) {
        List<String> nodes = new ArrayList<>();
        for (int dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) {
            nodes.add(module.substring(0, dot));
        }
        nodes.add(module);
        return nodes;
    }

    /** Whether a module is one of these or a part of one. */
    static boolean isWithin(String module, Collection<String> modules) {
        return modules.stream().anyMatch(whole -> module.equals(whole) || module.startsWith(whole + "."));
    }

    private static List<String> targets(
            NamePattern pattern, List<Named> parameters, List<Named> free, Problems problems) {
        List<String> found =
                free.stream().map(Named::module).filter(pattern::matches).toList();
        if (!found.isEmpty()) {
            return found;
        }
        List<Named> others = parameters.stream()
                .filter(parameter -> pattern.matches(parameter.module()))
                .toList();
        Set<String> known = endings(free.stream().map(Named::module).toList());
        if (others.isEmpty()) {
            problem("target_modules", pattern, "matches no layer of the model", known, problems);
        } else if (others.stream().anyMatch(other -> other.kind() == Parameter.Kind.WEIGHT)) {
            problem("target_modules", pattern, "matches only layers that learn whole", known, problems);
        } else {
            problem(
                    "target_modules",
                    pattern,
                    "matches no linear layer (" + others.get(0).module() + " is none)",
                    known,
                    problems);
        }
        return List.of();
    }

    /** Modules, or what they are parts of, that a pattern matches; the outermost of them. */
    private static List<String> saved(NamePattern pattern, List<Named> parameters, Problems problems) {
        Set<String> nodes = new LinkedHashSet<>();
        parameters.forEach(parameter -> nodes.addAll(ancestors(parameter.module())));
        List<String> outermost = new ArrayList<>();
        nodes.stream()
                .filter(pattern::matches)
                .filter(node -> !isWithin(node, outermost))
                .forEach(outermost::add);
        if (outermost.isEmpty()) {
            problem("modules_to_save", pattern, "matches no module of the model", endings(nodes), problems);
        }
        return outermost;
    }

    private static void problem(String key, NamePattern pattern, String found, Set<String> known, Problems problems) {
        problems.add(
                "lora.modules",
                "method." + key,
                "\"" + pattern.text() + "\" " + found,
                "each pattern is a module's name, or the end of one, with * for any characters",
                Similar.hint(pattern.text(), known));
    }

    /** The last parts of names, without those that are numbers. */
    private static Set<String> endings(Collection<String> modules) {
        Set<String> endings = new TreeSet<>();
        modules.forEach(module -> endings.add(module.substring(module.lastIndexOf('.') + 1)));
        endings.removeIf(ending -> ending.matches("[0-9]+"));
        return endings;
    }
}
