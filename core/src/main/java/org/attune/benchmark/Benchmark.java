// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.run.AtomicFile;
import org.attune.run.RunFolders;
import org.attune.run.RunState;
import org.attune.run.RunStatus;

/**
 * One suite. Read top to bottom: look, run what is open, time the models, say which differences are real. What is done is never done
 * again, so that an interrupted suite is continued by the same call.
 */
public final class Benchmark {

    private Benchmark() {}

    /**
     * @param command that runs one recipe, whose path is put behind it, and ends with 0 where the run succeeded
     * @param processes cells at once
     */
    public static SuiteResults run(SuitePlan plan, List<String> command, int processes, SuiteEvents events) {
        Suite suite = plan.suite();
        Map<Cell, String> failures;
        try (CellRuns runs = new CellRuns(command, events)) {
            failures = runs.run(plan, processes);
        }
        if (suite.cost().inference()) {
            time(suite);
        }
        noise(suite);
        SuiteResults results = withWords(SuiteResults.of(suite), failures);
        write(results);
        return results;
    }

    /**
     * Moves what is at the suite's output to NAME.1, or the next free number; never deletes.
     *
     * @throws InputException where a cell is at work
     */
    public static void moveAside(Suite suite) {
        Path output = suite.output().toAbsolutePath().normalize();
        Problems problems = new Problems();
        suite.cells().stream()
                .filter(cell -> RunStatus.of(cell.run())
                        .filter(status -> status.state() == RunState.RUNNING)
                        .isPresent())
                .forEach(cell -> problems.add(
                        "benchmark.at-work",
                        cell.run().toString(),
                        "the run is at work",
                        "only what nobody works on is moved",
                        "wait for it, or stop it"));
        problems.throwIfAny();
        if (Files.exists(output)) {
            try {
                RunFolders.move(output);
            } catch (IOException e) {
                throw AtomicFile.failed(output, e);
            }
        }
    }

    /** Models of the first seed, one after another, when nothing else runs. */
    private static void time(Suite suite) {
        for (Cell cell : suite.cells()) {
            if (cell.isFirst(suite) && cell.launch().isDone()) {
                Recipe recipe = Recipe.of(SuiteProtocol.recipe(suite, cell));
                Inference.of(cell, recipe.config().data().test());
            }
        }
    }

    private static void noise(Suite suite) {
        if (suite.slices().noise().isEmpty()) {
            return;
        }
        for (Cell cell : suite.cells()) {
            if (cell.isFirst(suite) && cell.launch().isDone()) {
                Recipe recipe = Recipe.of(SuiteProtocol.recipe(suite, cell));
                NoiseRuns.measure(
                        cell, recipe.config().data().test(), suite.slices().noise());
            }
        }
    }

    /** A process that ended badly says more than the state of its run. */
    private static SuiteResults withWords(SuiteResults results, Map<Cell, String> failures) {
        Map<String, String> said = new LinkedHashMap<>(results.failures());
        failures.forEach((cell, words) -> said.replace(cell.name(), words));
        return new SuiteResults(results.suite(), results.boards(), results.overall(), said);
    }

    private static void write(SuiteResults results) {
        Path output = results.suite().output();
        try {
            Files.createDirectories(output.toAbsolutePath());
        } catch (IOException e) {
            throw AtomicFile.failed(output, e);
        }
        AtomicFile.write(output.resolve("results.json"), ResultsJson.text(results));
        AtomicFile.write(output.resolve("results.csv"), ResultsCsv.text(results));
        AtomicFile.write(output.resolve("tables.md"), ResultTables.markdown(results));
        AtomicFile.write(output.resolve("tables.tex"), ResultTables.latex(results));
        AtomicFile.write(output.resolve("report.html"), SuitePage.of(results));
    }
}
