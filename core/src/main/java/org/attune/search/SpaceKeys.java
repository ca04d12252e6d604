// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.ListNode;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.config.Section;
import org.attune.config.Source;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;

/** From {@code search.space} to its record. */
final class SpaceKeys {

    /** What makes a map the description of a parameter rather than a map of parameters. */
    private static final List<String> MARKS = List.of("low", "high", "values");

    private static final Kind<List<ScalarNode>> VALUES = Kinds.of(
            "a list of single values", SpaceKeys::scalars, values -> new ListNode(Source.DEFAULT, List.copyOf(values)));

    private final Problems problems = new Problems();
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private final Map<String, MapNode> conditions = new LinkedHashMap<>();

    private SpaceKeys() {}

    /** With dots where maps lie in maps. */
    static MapNode flat(MapNode space) {
        MapNode flat = MapNode.empty(space.source());
        for (Map.Entry<String, Node> entry : space.entries().entrySet()) {
            if (entry.getValue() instanceof MapNode map
                    && !map.entries().isEmpty()
                    && MARKS.stream().noneMatch(map.entries()::containsKey)) {
                for (Map.Entry<String, Node> below : flat(map).entries().entrySet()) {
                    flat = flat.with(entry.getKey() + "." + below.getKey(), below.getValue());
                }
            } else {
                flat = flat.with(entry.getKey(), entry.getValue());
            }
        }
        return flat;
    }

    /** @throws InputException with every problem that the section does not keep itself */
    static Space bind(Section space, MapNode flat) {
        SpaceKeys keys = new SpaceKeys();
        flat.entries().forEach((path, node) -> keys.parameter(space, path, node));
        space.finish();
        Space bound = new Space(keys.ordered());
        keys.problems.throwIfAny();
        return bound;
    }

    private void parameter(Section space, String path, Node node) {
        String where = node.source().text() + " search.space." + path;
        if (node instanceof ListNode) {
            List<ScalarNode> values = space.value(path, VALUES, List.of());
            if (!values.isEmpty()) {
                keep(path, where, () -> new Choice(values));
            }
            return;
        }
        Section keys = space.section(path);
        Optional<List<ScalarNode>> values = keys.present("values", VALUES);
        keys.present("when", Kinds.MAP).ifPresent(when -> conditions.put(path, when));
        if (values.isPresent()) {
            keep(path, where, () -> new Choice(values.get()));
        } else if (node instanceof MapNode) {
            boolean whole = keys.flag("whole", false);
            boolean log = keys.flag("log", false);
            int steps = keys.integer("steps", Bounds.GRID_STEPS);
            String fix = "write {low: 1e-5, high: 1e-3, log: true}, or a list of values";
            if (whole) {
                long low = keys.required("low", Kinds.LONG, 0L, fix);
                long high = keys.required("high", Kinds.LONG, 1L, fix);
                keep(path, where, () -> new Whole(low, high, log, steps));
            } else {
                double low = keys.required("low", Kinds.NUMBER, log ? 1.0 : 0.0, fix);
                double high = keys.required("high", Kinds.NUMBER, 2.0, fix);
                keep(path, where, () -> new Real(low, high, log, steps));
            }
        }
        keys.finish();
    }

    private void keep(String path, String where, Supplier<Domain> domain) {
        try {
            domains.put(path, domain.get());
        } catch (InputException rules) {
            rules.problems()
                    .forEach(problem -> problems.add(new Problem(
                            problem.code(),
                            where + "." + problem.where(),
                            problem.found(),
                            problem.expected(),
                            problem.fix())));
        }
    }

    /** Parameters behind those that they depend on. */
    private List<Parameter> ordered() {
        List<Parameter> all = new ArrayList<>();
        List<String> open = new ArrayList<>(domains.keySet());
        int left = -1;
        while (left != open.size()) {
            left = open.size();
            for (String path : List.copyOf(open)) {
                MapNode when = conditions.get(path);
                String needed = when == null || when.entries().size() != 1
                        ? ""
                        : when.entries().keySet().iterator().next();
                Domain domain = domains.get(path);
                if (domain != null && !open.contains(needed)) {
                    open.remove(path);
                    all.add(new Parameter(
                            path, domain, Optional.ofNullable(when).flatMap(map -> condition(path, map))));
                }
            }
        }
        open.forEach(path -> refuse(path, "a condition that leads back to " + path, "no parameter depends on itself"));
        return all;
    }

    private Optional<Parameter.Condition> condition(String path, MapNode when) {
        String rule = "when is one parameter with choices and those of its values on which this one exists";
        if (when.entries().size() != 1) {
            refuse(path, when.describe(), rule);
            return Optional.empty();
        }
        Map.Entry<String, Node> entry = when.entries().entrySet().iterator().next();
        if (!(domains.get(entry.getKey()) instanceof Choice choice)) {
            List<String> choices = domains.keySet().stream()
                    .filter(name -> domains.get(name) instanceof Choice)
                    .toList();
            refuse(path, Problem.quote(entry.getKey()), rule + "; " + Similar.hint(entry.getKey(), choices));
            return Optional.empty();
        }
        List<Integer> values = new ArrayList<>();
        Node asked = entry.getValue();
        for (Node item : asked instanceof ListNode list ? list.items() : List.of(asked)) {
            int place = item instanceof ScalarNode scalar ? choice.values().indexOf(scalar) : -1;
            if (place < 0) {
                refuse(path, item.describe(), "one of the values of " + entry.getKey());
            } else {
                values.add(place);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Parameter.Condition(entry.getKey(), values));
    }

    private void refuse(String path, String found, String rule) {
        problems.add(
                "search.condition",
                "search.space." + path + ".when",
                found,
                rule,
                "write, for example, when: {method.name: lora}");
    }

    private static Optional<List<ScalarNode>> scalars(Node node) {
        if (!(node instanceof ListNode list)) {
            return Optional.empty();
        }
        List<ScalarNode> values = list.items().stream()
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .toList();
        return Optional.of(values).filter(all -> all.size() == list.items().size());
    }
}
