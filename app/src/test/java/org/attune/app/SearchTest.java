// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.attune.app.search.StudyFile;
import org.attune.app.terminal.JsonText;
import org.attune.config.Recipe;
import org.attune.search.SearchFolder;
import org.attune.search.SearchPlan;
import org.attune.search.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A search of tiny runs through the command line, its trials in processes of their own. */
@Tag("engine")
class SearchTest {

    @TempDir
    static Path folder;

    private static Path recipe;
    private static Path straight;
    private static Cli first;

    @BeforeAll
    static void search_a_tiny_space() throws IOException {
        Path model = TinyModel.in(folder.resolve("model"));
        Path train = TinyData.classes(folder.resolve("train.csv"), 64);
        Path test = TinyData.classes(folder.resolve("test.csv"), 40);
        recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, """
                model: '%s'
                data: {train: '%s', test: '%s', validation: 0.25}
                training: {batch_size: 16, threads: 1, precision: fp32, max_steps: 4}
                require: {test.accuracy: '>= 0'}
                search:
                  trials: 2
                  final_seeds: 1
                  metric: log_loss
                  space:
                    training:
                      learning_rate: {low: 1e-4, high: 1e-1, log: true}
                    method.name: [full, lora]
                    method.rank: {low: 1, high: 4, whole: true, when: {method.name: lora}}
                """.formatted(model, train, test));
        straight = folder.resolve("straight");
        first = Cli.run("search", recipe.toString(), "search.output=" + straight);
    }

    @Test
    void the_best_trial_is_trained_again_and_tested() throws IOException {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("[1/2] log_loss").contains("[2/2] log_loss");
        assertThat(first.out()).contains("test log_loss of the best on 1 seeds").contains("winner.yaml");
        JsonNode results = results(straight);
        assertThat(results.path("trials")).hasSize(2);
        double best = results.path("best").path("value").asDouble();
        results.path("trials")
                .forEach(trial -> assertThat(trial.path("value").asDouble()).isGreaterThanOrEqualTo(best));
        assertThat(results.path("final").path("test").path("mean").asDouble()).isPositive();
        Recipe winner = Recipe.read(straight.resolve("winner.yaml"), List.of());
        assertThat(winner.config().training().optimizer().learningRate())
                .hasValue(results.path("best")
                        .path("parameters")
                        .path("training.learning_rate")
                        .asDouble());
        assertThat(winner.tree().get("search")).isEmpty();
        assertThat(winner.config().require()).containsKey("test.accuracy");
        assertThat(Files.readString(straight.resolve("report.html"))).contains("From trial to trial");
    }

    @Test
    void no_trial_has_a_test_part() throws IOException {
        for (String trial : List.of("trial-0000", "trial-0001")) {
            Recipe started = Recipe.read(straight.resolve("recipes").resolve(trial + ".yaml"), List.of());
            assertThat(started.config().data().test()).isEmpty();
            assertThat(started.config().require()).isEmpty();
            assertThat(JsonText.read(Files.readString(
                                    straight.resolve("runs").resolve(trial).resolve("evaluation.json")))
                            .path("splits")
                            .has("test"))
                    .isFalse();
        }
    }

    @Test
    void what_is_done_is_not_done_again() throws IOException {
        Object before = Files.getLastModifiedTime(straight.resolve("runs/trial-0000/metrics.jsonl"));
        Cli again = Cli.run("search", recipe.toString(), "search.output=" + straight, "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).isEmpty();
        assertThat(again.json().path("trials")).hasSize(2);
        assertThat(Files.getLastModifiedTime(straight.resolve("runs/trial-0000/metrics.jsonl")))
                .isEqualTo(before);
        Cli other = Cli.run("search", recipe.toString(), "search.output=" + straight, "training.batch_size=8");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("another study; training.batch_size: was \"16\", is \"8\"");
    }

    @Test
    void a_dry_run_says_how_many_trials_and_how_long() {
        Cli dry = Cli.run("search", recipe.toString(), "search.output=" + folder.resolve("dry"), "--dry-run", "--json");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.json().path("trials").asInt()).isEqualTo(2);
        assertThat(dry.json().path("open").asInt()).isEqualTo(2);
        assertThat(dry.json().path("seconds").asInt()).isPositive();
        assertThat(folder.resolve("dry")).doesNotExist();
        Cli done = Cli.run("search", recipe.toString(), "search.output=" + straight, "--dry-run", "--json");
        assertThat(done.json().path("open").asInt()).isZero();
    }

    @Test
    void without_a_space_there_is_one_for_the_method() throws IOException {
        Recipe plain = Recipe.read(recipe, List.of("search={trials: 3, space: }", "method=lora"));
        SearchPlan plan = SearchPlan.look(plain, "plain");
        assertThat(plan.space().parameters())
                .extracting(parameter -> parameter.path())
                .containsExactly("training.learning_rate", "training.weight_decay", "method.rank");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_and_nothing_is_started() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, """
                model: '%s'
                data: {train: '%s', validation: 0.25}
                search:
                  trials: 0
                  sampler: tpee
                  warm_start: none-such.db
                  sead: 3
                  space:
                    training.learning_rate: {low: 1e-2, high: 1e-3, log: true}
                    training.weight_decay: {low: 0, high: 1, log: true}
                    training.schedule: [linear, linear]
                    method.name: [full, lora]
                    method.rank: {low: 1, high: 8, whole: true, when: {method.nam: lora}}
                """.formatted(folder.resolve("model"), folder.resolve("train.csv")));
        Path output = folder.resolve("wrong");
        Cli refused = Cli.run("search", wrong.toString(), "search.output=" + output);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("trials is from 1 to 100000")
                .contains("sampler is one of")
                .contains("none-such.db: there is no such file")
                .contains("did you mean \"seed\"?")
                .contains("search.space.training.learning_rate.low")
                .contains("low is more than 0 where log is true")
                .contains("at least two, each once")
                .contains("did you mean \"method.name\"?");
        Cli bounds = Cli.run(
                "search",
                recipe.toString(),
                "search.output=" + output,
                "search.space={data.test: [a, b], training.epoch: [1, 2], training.batch_size: {low: 0, high: 4, whole: true}}");
        assertThat(bounds.code()).isEqualTo(2);
        assertThat(bounds.err()).contains("a parameter that trials must have in common");
        Cli ends = Cli.run(
                "search",
                recipe.toString(),
                "search.output=" + output,
                "search={space: , trials: 2}",
                "search.space={training.epoch: [1, 2], training.batch_size: {low: 0, high: 4, whole: true}}");
        assertThat(ends.code()).isEqualTo(2);
        assertThat(ends.err())
                .contains("search.space.training.epoch = 1: ")
                .contains("did you mean \"epochs\"?")
                .contains("search.space.training.batch_size = 0: ");
        assertThat(output).doesNotExist();
    }

    @Test
    void trials_need_validation_rows() {
        Cli none = Cli.run(
                "search", recipe.toString(), "search.output=" + folder.resolve("blind"), "data.validation=none");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("the recipe has no validation part");
        assertThat(folder.resolve("blind")).doesNotExist();
    }

    @Test
    void the_shipped_recipe_is_searched_and_checked() {
        Cli dry = Cli.run(
                "search",
                Installation.home().resolve("recipes/search.yaml").toString(),
                "model=" + folder.resolve("model"),
                "data.train=" + folder.resolve("train.csv"),
                "data.test=" + folder.resolve("test.csv"),
                "search.output=" + folder.resolve("shipped"),
                "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("20 trials, 0 of them done, by gp over 5 parameters");
        Cli check = Cli.run("recipe", "check", recipe.toString(), "search.trails=3");
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.err()).contains("did you mean \"trials\"?");
    }

    /** Killed in a trial, in a final run, or wherever the moment falls. */
    @Tag("slow")
    @Test
    void a_search_that_was_killed_ends_with_the_same_results() throws Exception {
        Random moments = new Random();
        for (int i = 0; i < 3; i++) {
            Path killed = folder.resolve("killed-" + i);
            Process process = new ProcessBuilder(command("search", recipe.toString(), "search.output=" + killed))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("killed.log").toFile())
                    .start();
            while (!Files.exists(killed.resolve("study.db")) && process.isAlive()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            long moment = moments.nextInt(20_000);
            boolean whole = process.waitFor(moment, TimeUnit.MILLISECONDS);
            List<ProcessHandle> trials = process.descendants().toList();
            process.destroyForcibly().waitFor();
            trials.forEach(trial -> trial.onExit().join());
            Cli again = Cli.run("search", recipe.toString(), "search.output=" + killed);
            assertThat(again.code())
                    .as("killed after %d ms (%s): %s", moment, whole, again.err())
                    .isZero();
            assertThat(bits(killed)).as("killed after %d ms", moment).isEqualTo(bits(straight));
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(CellProcess.training());
        command.subList(command.indexOf("train"), command.size()).clear();
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void an_earlier_study_is_read_in_points_of_this_space() {
        SearchPlan plan = SearchPlan.look(Recipe.read(recipe, List.of()), "recipe");
        try (StudyFile study = StudyFile.open(SearchFolder.study(straight), plan.space())) {
            List<Trial> trials = study.trials();
            assertThat(trials).hasSize(2).allMatch(trial -> trial.state() == Trial.State.DONE);
            assertThat(trials.get(0).curve()).isNotEmpty();
        }
        Cli warm = Cli.run(
                "search",
                recipe.toString(),
                "search.output=" + folder.resolve("warm"),
                "search.warm_start=" + SearchFolder.study(straight),
                "--dry-run");
        assertThat(warm.code()).as(warm.err()).isZero();
    }

    private static JsonNode results(Path output) throws IOException {
        return JsonText.read(Files.readString(output.resolve("results.json")));
    }

    /** Without what a clock measured. */
    private static String bits(Path output) throws IOException {
        ObjectNode root = (ObjectNode) results(output);
        root.remove("cost");
        StringBuilder all = new StringBuilder(JsonText.pretty(root));
        try (Stream<Path> runs = Files.list(output.resolve("runs"))) {
            for (Path run : runs.sorted().toList()) {
                all.append(run.getFileName()).append(Files.readString(run.resolve("predictions.jsonl")));
            }
        }
        return all.toString();
    }
}
