// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A suite of tiny runs through the command line, its cells in processes of their own. */
@Tag("engine")
class BenchmarkTest {

    @TempDir
    static Path folder;

    private static Path suite;
    private static Path straight;
    private static Cli first;

    @BeforeAll
    static void run_a_suite() throws IOException {
        Path model = TinyModel.in(folder.resolve("model"));
        Path train = TinyData.classes(folder.resolve("train.csv"), 64);
        Path test = TinyData.classes(folder.resolve("test.csv"), 40);
        suite = folder.resolve("suite.yaml");
        Files.writeString(suite, """
                recipe:
                  model: '%s'
                  training: {batch_size: 16, threads: 1, precision: fp32, learning_rate: 0.01}
                data:
                  topics: {data: {train: '%s', test: '%s'}}
                candidates:
                  full: {method: full}
                baselines: [untuned]
                seeds: 1
                budget: {steps: 6}
                cost: {price_per_hour: 0.5}
                """.formatted(model, train, test));
        straight = folder.resolve("straight");
        first = Cli.run("benchmark", suite.toString(), "output=" + straight, "--processes", "2");
    }

    @Test
    void a_suite_runs_and_says_which_differences_are_real() throws IOException {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("[2/2] ");
        assertThat(first.out())
                .contains("group  candidate  accuracy  95 % interval")
                .contains("report  ");
        JsonNode topics = results(straight).path("data").path("topics");
        assertThat(topics.path("metric").asString()).isEqualTo("accuracy");
        assertThat(topics.path("rows").asInt()).isEqualTo(40);
        assertThat(topics.path("standings")).hasSize(2);
        assertThat(topics.path("standings")
                        .path(0)
                        .path("cost")
                        .path("inference")
                        .path("p50_milliseconds")
                        .asDouble())
                .isPositive();
        assertThat(topics.path("pairs").path(0).path("test").asString()).isEqualTo("exact McNemar");
        assertThat(results(straight).path("failures")).isEmpty();
        assertThat(Files.readString(straight.resolve("results.csv")).lines()).hasSize(3);
        assertThat(Files.readString(straight.resolve("tables.md"))).contains("| candidate | topics, accuracy |");
        assertThat(Files.readString(straight.resolve("tables.tex"))).contains("\\begin{tabular}{lr}");
        assertThat(Files.readString(straight.resolve("report.html")))
                .contains("One command for each cell")
                .doesNotContain("<script");
    }

    @Test
    void what_is_done_is_not_done_again() throws IOException {
        Path run = straight.resolve("runs/topics/full/seed-1/metrics.jsonl");
        Object before = Files.getLastModifiedTime(run);
        Cli again = Cli.run("benchmark", suite.toString(), "output=" + straight, "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("/2]");
        assertThat(again.json().path("data").path("topics").path("standings")).hasSize(2);
        assertThat(Files.getLastModifiedTime(run)).isEqualTo(before);
    }

    @Test
    void a_dry_run_says_how_many_cells_and_how_long() {
        Cli dry = Cli.run("benchmark", suite.toString(), "output=" + folder.resolve("dry"), "--dry-run", "--json");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.json().path("cells").asInt()).isEqualTo(2);
        assertThat(dry.json().path("open").asInt()).isEqualTo(2);
        assertThat(dry.json().path("seconds").asInt()).isPositive();
        assertThat(folder.resolve("dry")).doesNotExist();
    }

    @Tag("slow")
    @Test
    void a_suite_that_was_killed_ends_with_the_same_results() throws Exception {
        Path killed = folder.resolve("killed");
        List<String> command = new ArrayList<>(CellProcess.training());
        command.set(command.indexOf("train"), "benchmark");
        command.add(suite.toString());
        command.add("output=" + killed);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        while (!Files.exists(killed.resolve("runs/topics/full/seed-1/metrics.jsonl")) && process.isAlive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        List<ProcessHandle> cells = process.descendants().toList();
        process.destroyForcibly().waitFor();
        cells.forEach(cell -> cell.onExit().join());
        assertThat(killed.resolve("results.json")).doesNotExist();

        Cli again = Cli.run("benchmark", suite.toString(), "output=" + killed);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(bits(killed)).isEqualTo(bits(straight));
        for (String candidate : List.of("full", "untuned")) {
            Path run = Path.of("runs", "topics", candidate, "seed-1", "predictions.jsonl");
            assertThat(killed.resolve(run)).hasSameTextualContentAs(straight.resolve(run));
        }
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_and_nothing_is_started() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, """
                data:
                  topics: {data: {train: none.csv, test: none.csv}}
                candidates:
                  full: {method: full, seed: 4, training: {epochs: 3}}
                baseline: [untuned]
                budget: {steps: 0}
                """);
        Cli refused = Cli.run("benchmark", wrong.toString(), "output=" + folder.resolve("wrong"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("did you mean \"baselines\"?")
                .contains("candidates.full.seed")
                .contains("training.epochs is part of the protocol")
                .contains("1 of them")
                .contains("budget.steps");
        assertThat(folder.resolve("wrong")).doesNotExist();
        Cli missing =
                Cli.run("benchmark", suite.toString(), "data.topics.data.test=none", "output=" + folder.resolve("no"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("the data set has no test part");
    }

    private static JsonNode results(Path output) throws IOException {
        return JsonText.read(Files.readString(output.resolve("results.json")));
    }

    /** Without what a clock measured and without the folders' names. */
    private static String bits(Path output) throws IOException {
        ObjectNode root = (ObjectNode) results(output);
        root.remove("protocol");
        root.findParents("cost").forEach(parent -> ((ObjectNode) parent).remove("cost"));
        return JsonText.pretty(root);
    }
}
