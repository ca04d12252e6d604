// SPDX-License-Identifier: Apache-2.0
package org.attune.auto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.attune.RunPlan;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Overrides;
import org.attune.config.Recipe;
import org.attune.config.Source;
import org.attune.data.Dataset;
import org.attune.data.ReadOptions;
import org.attune.data.parts.SplitPlan;
import org.attune.data.parts.Splitting;
import org.attune.distributed.Peers;
import org.attune.launch.Forecast;
import org.attune.run.AtomicFile;
import org.attune.suggest.Suggesting;
import org.attune.suggest.Suggestion;
import org.attune.suggest.Suggestions;
import org.attune.tensor.Scope;

/**
 * From a question to a recipe with a section {@code search}. What was decided is never decided again, so that the same question goes on
 * where it was.
 *
 * @param choices a line for each, with its reason
 * @param seconds that all of it may take, about
 * @param spent of them before the first trial
 */
public record Auto(AutoFolder folder, List<String> choices, double seconds, double spent) implements AutoCloseable {

    private static final Source SOURCE = Source.resolved("attune auto");
    private static final double HELD_OUT = 0.2;
    private static final int EPOCHS = 3;
    private static final int MOST_TRIALS = 1000;
    private static final int MOST_RANK = 32;

    /** So many runs at least have to fit. */
    private static final int LEAST_RUNS = 6;

    /** With so many runs, three of them may be the best one's seeds. */
    private static final int MANY_RUNS = 15;

    public Auto {
        choices = List.copyOf(choices);
    }

    /**
     * Looks at everything before the first file is written.
     *
     * @param told what is done now, for people
     * @throws org.attune.problem.InputException with everything that is wrong with the question, the data and the models
     */
    public static Auto of(AutoAsked asked, boolean fresh, Consumer<String> told) {
        long begin = System.nanoTime();
        told.accept("reading " + String.join(", ", asked.files()));
        TaskGuess guess = TaskGuess.of(asked);
        Suggesting.Asked looked = suggesting(asked, guess.task(), asked.files());
        String first = looked.candidates().get(0).model();
        look(asked.recipe(first, guess.task(), asked.files(), asked.test()));
        String key = asked.key(guess.hashes());
        AutoFolder folder = AutoFolder.open(asked.output(), key, fresh);
        boolean done = false;
        try {
            if (folder.decided().isEmpty()) {
                decide(asked, guess, folder, key, begin, told);
            }
            var decided = folder.decided().orElseThrow();
            done = true;
            return new Auto(
                    folder,
                    decided.path("choices")
                            .valueStream()
                            .map(line -> line.asString(""))
                            .toList(),
                    asked.minutes() * 60,
                    decided.path("seconds").asDouble(0));
        } finally {
            if (!done) {
                folder.close();
            }
        }
    }

    private static Suggesting.Asked suggesting(AutoAsked asked, String task, List<String> files) {
        return new Suggesting.Asked(
                asked.candidates(), task, files, asked.columns(), Suggesting.DEFAULT_ROWS, asked.seed());
    }

    private static void decide(
            AutoAsked asked, TaskGuess guess, AutoFolder folder, String key, long begin, Consumer<String> told) {
        List<String> choices = new ArrayList<>();
        choices.add("task: " + guess.task() + ", because " + guess.reason());
        choices.add("columns: " + guess.columns());
        List<String> train = asked.files();
        List<String> test = asked.test();
        if (test.isEmpty()) {
            Map<String, String> parts = parts(asked, guess, folder.folder().resolve("data"));
            train = List.of(parts.getOrDefault("train", ""));
            test = List.of(parts.getOrDefault("test", ""));
            choices.add("test: a fifth of the rows, " + test.get(0)
                    + ", because none was named; near duplicates lie in one part");
        } else {
            choices.add("test: " + String.join(", ", test) + ", as was asked for; nothing is chosen by it");
        }
        Suggestions found = Suggesting.of(suggesting(asked, guess.task(), train), told);
        List<String> models =
                found.ranked().stream().limit(2).map(Suggestion::model).toList();
        choices.add("models: " + String.join(" and ", models) + ", " + reason(found));
        MapNode recipe = asked.recipe(models.get(0), guess.task(), train, test);
        recipe = Overrides.set(recipe, "training.epochs", Node.of(EPOCHS, SOURCE));
        // a low-rank part has at most the rank of its layer
        int rank = found.ranked().stream().limit(2).mapToInt(Suggestion::width).reduce(MOST_RANK, Math::min);
        recipe = searched(asked, timed(asked, recipe, choices), models, rank, choices);
        folder.decide(key, recipe.yaml(), choices, (System.nanoTime() - begin) / 1e9);
    }

    /** As long as some runs fit, with the number of seeds that they leave room for. */
    private static MapNode timed(AutoAsked asked, MapNode recipe, List<String> choices) {
        Looked looked = look(recipe);
        double runs = asked.minutes() * 60 / looked.seconds();
        int seeds = runs < MANY_RUNS ? 1 : 3;
        MapNode whole = Overrides.set(recipe, "search.final_seeds", Node.of(seeds, SOURCE));
        if (runs < LEAST_RUNS) {
            int steps = (int) Math.max(1, looked.steps() * runs / LEAST_RUNS);
            whole = Overrides.set(whole, "training.max_steps", Node.of(steps, SOURCE));
            choices.add("length: " + steps + " steps, because " + EPOCHS + " epochs (" + looked.steps()
                    + " steps) take about " + Math.round(looked.seconds()) + " s, and " + LEAST_RUNS
                    + " runs have to fit");
        } else {
            choices.add("length: " + EPOCHS + " epochs, " + looked.steps() + " steps, about "
                    + Math.round(looked.seconds()) + " s");
        }
        choices.add("seeds: the best configuration is trained again and tested with " + seeds
                + (seeds == 1 ? ", because few runs fit" : ", to see how much they vary"));
        return whole;
    }

    private static String reason(Suggestions found) {
        Suggestion best = found.ranked().get(0);
        return found.ranked().size() == 1
                ? "the only one at hand"
                : "the first of " + found.ranked().size() + " by frozen features (" + best.model() + ": "
                        + found.metric() + " "
                        + String.format(Locale.ROOT, "%.3f", best.probe().value()) + " by a linear probe)";
    }

    private static Map<String, String> parts(AutoAsked asked, TaskGuess guess, Path out) {
        Map<String, String> files = new LinkedHashMap<>();
        if (!Files.isDirectory(out)) {
            Map<String, Double> shares = new LinkedHashMap<>();
            shares.put("train", 1 - HELD_OUT);
            shares.put("test", HELD_OUT);
            SplitPlan plan = new SplitPlan(
                    shares,
                    SplitPlan.Mode.EXACT,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(guess.task().equals("text-classification")),
                    0.8,
                    asked.seed());
            ReadOptions reading =
                    ReadOptions.auto().withNamed(Set.copyOf(asked.columns().values()));
            new Splitting(asked.files(), asked.columns(), reading, plan).into(out);
        }
        for (String part : List.of("train", "test")) {
            try (var all = Files.list(out)) {
                all.filter(file -> String.valueOf(file.getFileName()).startsWith(part + "."))
                        .findFirst()
                        .ifPresent(file -> files.put(part, file.toString()));
            } catch (IOException e) {
                throw AtomicFile.failed(out, e);
            }
        }
        return files;
    }

    private record Looked(long steps, double seconds) {}

    private static Looked look(MapNode recipe) {
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(Recipe.of(recipe))) {
            long steps = plan.steps(plan.batches(plan.split(Dataset.TRAIN).examples(), Peers.single()));
            return new Looked(steps, Forecast.of(plan).seconds(Forecast.rate()));
        }
    }

    private static MapNode searched(
            AutoAsked asked, MapNode recipe, List<String> models, int rank, List<String> choices) {
        Map<String, Object> space = new LinkedHashMap<>();
        if (models.size() > 1) {
            space.put("model.base", models);
        }
        space.put("method.name", List.of("full", "lora"));
        space.put("training.learning_rate", Map.of("low", 1e-5, "high", 2e-3, "log", true));
        space.put(
                "method.rank",
                Map.of("low", 2, "high", rank, "log", true, "whole", true, "when", Map.of("method.name", "lora")));
        choices.add("search: by tpe over " + String.join(", ", space.keySet())
                + ", on validation rows (a tenth of the rows to learn from), as many trials as fit");
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("trials", MOST_TRIALS);
        search.put("output", asked.output().resolve("search").toString());
        search.put("space", space);
        return recipe.merge(new MapNode(SOURCE, Map.of("search", Node.of(search, SOURCE))));
    }

    @Override
    public void close() {
        folder.close();
    }
}
