// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.ListNode;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Section;
import org.attune.config.Source;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.statistics.Correction;

/** From the keys of a suite to its record. */
final class SuiteKeys {

    /** Names become folders and heads of columns. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    private static final Kind<Map<String, MapNode>> MAPS =
            Kinds.of("a map from names to keys of a recipe", SuiteKeys::maps, value -> value);

    private static final Kind<List<Long>> SEEDS =
            Kinds.of("a number of seeds, or a list of seeds", SuiteKeys::seeds, value -> value);

    private SuiteKeys() {}

    static Suite bind(Section top, String file) {
        String name = top.text("name", file);
        MapNode recipe = top.value("recipe", Kinds.MAP, MapNode.empty(Source.DEFAULT));
        Map<String, MapNode> data = top.required(
                "data", MAPS, Map.of(), "write, for example, data: {reviews: {data: {train: FILE, test: FILE}}}");
        Map<String, MapNode> own = top.value("candidates", MAPS, Map.of());
        List<String> baselines = top.texts("baselines", List.of());
        List<Long> seeds = top.value("seeds", SEEDS, List.of(1L, 2L, 3L));
        Budget budget = Budget.bind(top.section("budget"));
        Correction correction = top.choice("correction", Correction.HOLM);
        CostRules cost = CostRules.bind(top.section("cost"));
        ScalingRules scaling = ScalingRules.bind(top.section("scaling"));
        SliceRules slices = SliceRules.bind(top.section("slices"));
        String output = top.text("output", "benchmarks/" + name);
        Problems problems = new Problems();
        Map<String, MapNode> candidates = new LinkedHashMap<>(own);
        baselines.forEach(baseline -> addBaseline(baseline, candidates, problems));
        checkNames("data", data, 1, problems);
        checkNames("candidates", candidates, 2, problems);
        SuiteProtocol.check(recipe, data, candidates, problems);
        if (seeds.isEmpty() || new LinkedHashSet<>(seeds).size() < seeds.size()) {
            problems.add(
                    "benchmark.seeds", "seeds", seeds.toString(), "each seed once, at least one", "write seeds: 3");
        }
        Path folder = problems.collect(() -> path(output));
        problems.throwIfAny();
        return new Suite(
                name,
                recipe,
                data,
                candidates,
                seeds,
                budget,
                correction,
                cost,
                scaling,
                slices,
                folder == null ? Path.of("") : folder);
    }

    private static void addBaseline(String baseline, Map<String, MapNode> candidates, Problems problems) {
        Optional<MapNode> known = Baselines.of(baseline);
        if (known.isEmpty() || candidates.containsKey(baseline)) {
            problems.add(
                    "benchmark.baseline",
                    "baselines",
                    Problem.quote(baseline),
                    "the baselines are " + String.join(", ", Baselines.NAMES) + ", and no candidate has such a name",
                    "write a candidate of your own for anything else");
        } else {
            candidates.put(baseline, known.get());
        }
    }

    private static void checkNames(String key, Map<String, MapNode> named, int least, Problems problems) {
        if (named.size() < least) {
            problems.add(
                    "benchmark.too-few",
                    key,
                    named.size() + " of them",
                    "a suite has at least " + (least == 1 ? "one data set" : "two candidates"),
                    "name more under " + key);
        }
        named.forEach((name, map) -> {
            if (!name.matches(NAME)) {
                problems.add(
                        "benchmark.name",
                        map.source().text() + " " + key,
                        Problem.quote(name),
                        "a name is of letters, digits, hyphens, underscores and dots, at most 40",
                        "choose another name: it becomes a folder");
            }
        });
    }

    private static Path path(String output) {
        try {
            return Path.of(output);
        } catch (InvalidPathException e) {
            throw new InputException(
                    "benchmark.output", "output", Problem.quote(output), "output is a folder", "mend the path");
        }
    }

    private static Optional<Map<String, MapNode>> maps(Node node) {
        Map<String, MapNode> maps = new LinkedHashMap<>();
        if (!(node instanceof MapNode map)) {
            return Optional.empty();
        }
        map.entries().forEach((name, value) -> {
            if (value instanceof MapNode below) {
                maps.put(name, below);
            }
        });
        return maps.size() == map.entries().size() ? Optional.of(maps) : Optional.empty();
    }

    private static Optional<List<Long>> seeds(Node node) {
        if (node instanceof ListNode list) {
            List<Long> seeds = new ArrayList<>();
            list.items().forEach(item -> Kinds.LONG.read(item).ifPresent(seeds::add));
            return seeds.size() == list.items().size() ? Optional.of(seeds) : Optional.empty();
        }
        return Kinds.WHOLE
                .read(node)
                .filter(number -> number >= 1 && number <= 1000)
                .map(number -> LongStream.rangeClosed(1, number).boxed().toList());
    }
}
