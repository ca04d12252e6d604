// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Recipe;
import org.attune.config.ScalarNode;
import org.attune.config.Section;
import org.attune.config.Source;
import org.attune.config.StrictFile;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/** From the section {@code search} of a recipe to its record. */
public final class SearchKeys {

    private static final String SEARCH = "search";
    private static final String SPACE = "space";
    private static final String PRUNER = "pruner";

    private static final Kind<Path> FILE = Kinds.of("the file of an earlier study", SearchKeys::path, Path::toString);

    private SearchKeys() {}

    /**
     * @param search the name of the search, which the default output has
     * @throws InputException with every problem of the section
     */
    public static SearchSettings read(Recipe recipe, String search) {
        Node section = recipe.tree().get(SEARCH).orElse(MapNode.empty(Source.DEFAULT));
        MapNode space = MapNode.empty(Source.DEFAULT);
        if (section instanceof MapNode map && map.get(SPACE).orElse(null) instanceof MapNode written) {
            space = SpaceKeys.flat(written);
            section = map.with(SPACE, space);
        }
        if (section instanceof MapNode map && map.get(PRUNER).orElse(null) instanceof ScalarNode name) {
            section = map.with(PRUNER, new MapNode(name.source(), Map.of("name", name)));
        }
        MapNode parameters = space;
        MapNode tree = new MapNode(Source.DEFAULT, Map.of(SEARCH, section));
        return StrictFile.read(
                tree,
                "a recipe",
                top -> bind(top.section(SEARCH), parameters, recipe.config().seed(), search));
    }

    private static SearchSettings bind(Section search, MapNode written, long seed, String name) {
        Problems problems = new Problems();
        Section keys = search.section(SPACE);
        Space space = problems.collect(() -> SpaceKeys.bind(keys, written));
        int trials = search.integer("trials", 20);
        String sampler = search.value("sampler", Kinds.choice(Samplers.NAMES), Samplers.NAMES.get(0));
        Section pruning = search.section(PRUNER);
        Pruner pruner = problems.collect(() -> pruner(pruning));
        Optional<String> metric = search.optional("metric", Kinds.TEXT, "auto");
        long own = search.value("seed", Kinds.LONG, seed);
        int parallel = search.integer("parallel", 1);
        int finalSeeds = search.integer("final_seeds", 3);
        Optional<Path> warmStart = search.optional("warm_start", FILE, "none");
        Path output = search.value(
                "output", Kinds.of("a folder", SearchKeys::path, Path::toString), Path.of("searches", name));
        search.finish();
        warmStart
                .filter(file -> !Files.isRegularFile(file))
                .ifPresent(file -> problems.add(
                        "search.warm-start",
                        "search.warm_start",
                        file + ": there is no such file",
                        "an earlier study is the file study.db in the output of its search",
                        "mend the path"));
        SearchSettings settings = problems.collect(() -> new SearchSettings(
                Optional.ofNullable(space).filter(some -> some.size() > 0),
                trials,
                sampler,
                Objects.requireNonNullElse(pruner, new NoPruner()),
                metric,
                own,
                parallel,
                finalSeeds,
                warmStart,
                output));
        problems.throwIfAny();
        return Objects.requireNonNull(settings);
    }

    /** The one list of pruners by name. */
    private static Pruner pruner(Section section) {
        String name = section.value("name", Kinds.choice(List.of("none", "median", "asha")), "none");
        Pruner pruner = switch (name) {
            case "median" -> new MedianPruner(section.integer("startup", 5), section.integer("warmup", 0));
            case "asha" -> new AshaPruner(section.integer("first", 1), section.integer("factor", 3));
            default -> new NoPruner();
        };
        section.finish();
        return pruner;
    }

    private static Optional<Path> path(Node node) {
        try {
            return Kinds.TEXT.read(node).filter(text -> !text.isBlank()).map(Path::of);
        } catch (InvalidPathException wrong) {
            return Optional.empty();
        }
    }
}
