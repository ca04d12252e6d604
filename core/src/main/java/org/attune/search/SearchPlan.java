// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.RunPlan;
import org.attune.config.MapNode;
import org.attune.config.Recipe;
import org.attune.data.Dataset;
import org.attune.eval.MetricNames;
import org.attune.launch.Forecast;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.run.Identity;
import org.attune.tensor.Scope;

/**
 * Everything about a search that is known before a trial runs, checked.
 *
 * @param metric that decides, on validation rows
 * @param identity of the study: one goes on only with the same recipe, data, model and space
 * @param forecast of one trial in the middle of the space
 */
public record SearchPlan(
        Recipe recipe, SearchSettings settings, Space space, String metric, Identity identity, Forecast forecast) {

    /** What is compared must be one for all trials. */
    private static final List<String> NOT_SEARCHED = List.of(
            "seed",
            "output",
            "task",
            "require",
            "stages",
            "search",
            "evaluate",
            "data.train",
            "data.validation",
            "data.test");

    /** What decides about files that are read, or is read by the method itself: bounds of these are tried with the data. */
    private static final List<String> LOOKED_AT = List.of("model", "method", "data");

    /**
     * Reads the recipe as each bound and each choice of the space makes it.
     *
     * @param name of the search, which the default output has
     * @throws InputException with every problem
     */
    public static SearchPlan look(Recipe recipe, String name) {
        SearchSettings settings = SearchKeys.read(recipe, name);
        Problems problems = new Problems();
        settings.space().ifPresent(space -> refuse(space, problems));
        TrialRecipes blind = new TrialRecipes(recipe, settings, new Space(List.of()));
        Trial unchanged = Trial.begun(0, new Point(Map.of()));
        problems.collect(() -> looked(beside(recipe, blind.winner(unchanged))));
        Recipe base = problems.collect(() -> beside(recipe, blind.blind()));
        problems.throwIfAny();
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(Objects.requireNonNull(base))) {
            if (!plan.has(Dataset.VALIDATION)) {
                throw new InputException(
                        "search.no-validation",
                        "data.validation",
                        "the recipe has no validation part",
                        "trials are compared on rows that nobody learnt from, and that are not the test part",
                        "leave data.validation out, or name a share or a file");
            }
            Space space = settings.space().orElseGet(() -> DefaultSpace.of(plan));
            probe(new TrialRecipes(recipe, settings, space), space, problems);
            problems.throwIfAny();
            return new SearchPlan(
                    recipe,
                    settings,
                    space,
                    plan.metric(),
                    identity(plan.identity(), settings, space),
                    Forecast.of(plan));
        }
    }

    /** In the folder of the search's recipe, for hints. */
    private static Recipe beside(Recipe recipe, MapNode tree) {
        return recipe.folder()
                .map(folder -> Recipe.of(tree, folder.resolve("search.yaml")))
                .orElseGet(() -> Recipe.of(tree));
    }

    private static boolean looked(Recipe recipe) {
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(recipe)) {
            return plan.learnt() >= 0;
        }
    }

    private static void refuse(Space space, Problems problems) {
        for (Parameter parameter : space.parameters()) {
            String path = parameter.path();
            if (NOT_SEARCHED.stream().anyMatch(not -> path.equals(not) || path.startsWith(not + "."))) {
                problems.add(
                        "search.parameter",
                        "search.space." + path,
                        "a parameter that trials must have in common",
                        "what decides about the rows and the measure is one for all trials",
                        "leave it out of the space, and write it into the recipe");
            }
        }
    }

    /** Each end of each range and each choice: what no trial could have is found before the first one. */
    private static void probe(TrialRecipes recipes, Space space, Problems problems) {
        for (Parameter parameter : space.parameters()) {
            boolean looks = LOOKED_AT.contains(parameter.path().replaceAll("\\..*", ""));
            for (double value : ends(parameter.domain())) {
                String where = "search.space." + parameter.path() + " = " + parameter.text(value) + ": ";
                try {
                    MapNode tree = recipes.trial(space.with(parameter, value), "a bound");
                    Recipe recipe = Recipe.of(tree);
                    if (looks) {
                        looked(recipe);
                    }
                } catch (InputException wrong) {
                    wrong.problems().forEach(problem -> problems.add(placed(problem, where)));
                }
            }
        }
    }

    private static List<Double> ends(Domain domain) {
        return domain instanceof Choice ? domain.grid() : List.of(domain.at(0), domain.at(1));
    }

    private static Problem placed(Problem problem, String where) {
        return new Problem(problem.code(), where + problem.where(), problem.found(), problem.expected(), problem.fix());
    }

    private static Identity identity(Identity trial, SearchSettings settings, Space space) {
        Map<String, String> pairs = new LinkedHashMap<>(trial.recipe());
        pairs.put("search.sampler", settings.sampler());
        pairs.put("search.pruner", settings.pruner().toString());
        pairs.put("search.seed", String.valueOf(settings.seed()));
        for (Parameter parameter : space.parameters()) {
            MapNode entry = MapNode.empty(parameter.domain().described().source())
                    .with("domain", parameter.domain().described());
            String when = parameter.when().map(Object::toString).orElse("");
            pairs.put("search.space." + parameter.path(), entry.yaml().strip() + when);
        }
        return new Identity(pairs, trial.data(), trial.model(), trial.derived());
    }

    /** With so many trials at once. */
    public SearchPlan with(int parallel) {
        return new SearchPlan(recipe, settings.with(parallel), space, metric, identity, forecast);
    }

    public boolean maximise() {
        return MetricNames.largerIsBetter(metric);
    }

    TrialRecipes recipes() {
        return new TrialRecipes(recipe, settings, space);
    }

    public List<Long> finalSeeds() {
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < settings.finalSeeds(); i++) {
            seeds.add(recipe.config().seed() + i);
        }
        return seeds;
    }

    /** How long the open trials and the final runs take together, roughly: as those that are done did, or by this machine's speed. */
    public double seconds(List<Trial> trials) {
        double each = trials.stream()
                .filter(trial -> trial.state() == Trial.State.DONE)
                .mapToDouble(Trial::seconds)
                .average()
                .orElseGet(() -> forecast.seconds(Forecast.rate()));
        long done = trials.stream().filter(trial -> !trial.state().isOpen()).count();
        return each * Math.max(0, settings.trials() - done) / settings.parallel()
                + each * Math.ceil((double) settings.finalSeeds() / settings.parallel());
    }

    boolean isBetter(double value, double than) {
        return maximise() ? value > than : value < than;
    }

    /** The best of those that are done, the first of equals. */
    public Optional<Trial> best(List<Trial> trials) {
        return first(trials, Trial.State.DONE);
    }

    /** The best in a state, the first of equals. */
    Optional<Trial> first(List<Trial> trials, Trial.State state) {
        Comparator<Trial> order = Comparator.comparingDouble(trial -> maximise() ? -trial.value() : trial.value());
        return trials.stream()
                .filter(trial -> trial.state() == state && Double.isFinite(trial.value()))
                .min(order.thenComparingInt(Trial::number));
    }
}
