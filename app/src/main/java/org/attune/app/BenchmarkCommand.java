// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.Quantity;
import org.attune.benchmark.Benchmark;
import org.attune.benchmark.ResultsJson;
import org.attune.benchmark.Suite;
import org.attune.benchmark.SuitePlan;
import org.attune.benchmark.SuiteResults;
import org.attune.benchmark.SuiteTime;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Several candidates on the same data. */
@Command(
        name = "benchmark",
        description = {
            "Runs every candidate of a suite on every data set with every seed, under one protocol, and says which",
            "differences are real. What is done is not done again: the same command goes on after an interruption."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune benchmark suite.yaml --dry-run",
            "  attune benchmark suite.yaml --processes 2",
            "  attune benchmark suite.yaml seeds=5 budget.steps=400 output=benchmarks/longer"
        })
final class BenchmarkCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "SUITE", description = "The suite, a YAML file.")
    private Path suite = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "Values that replace the suite's own: a.b.c=VALUE.")
    private List<String> overrides = List.of();

    @Option(
            names = "--processes",
            paramLabel = "N",
            description =
                    "Cells at once, 1 unless given; fewer where memory does not allow it. Times are measured best with 1.")
    private int processes = 1;

    @Option(names = "--fresh", description = "Moves a suite that is already there to DIR.1 and begins anew.")
    private boolean fresh;

    @Option(
            names = "--dry-run",
            description = "Checks everything, says how many cells there are and how long they take, and stops.")
    private boolean dryRun;

    BenchmarkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Suite read = Suite.read(suite, overrides);
        SuitePlan plan = SuitePlan.look(read, fresh);
        int atOnce = AtOnce.fitting(session.console(), processes, plan.memory(), "cells");
        if (dryRun) {
            return announce(plan, atOnce);
        }
        if (fresh) {
            Benchmark.moveAside(read);
        }
        try (Interruption interruption = Interruption.listen(new StopSignal(), session.console())) {
            interruption.phase(RunEvents.Phase.PREPARE, "");
            SuiteProgress progress = new SuiteProgress(session.console(), common.quiet);
            return report(Benchmark.run(plan, CellProcess.training(), atOnce, progress));
        }
    }

    private int announce(SuitePlan plan, int atOnce) {
        int open = plan.open().size();
        double seconds = SuiteTime.seconds(plan, atOnce);
        if (common.json) {
            session.console()
                    .out()
                    .print(JsonText.pretty(
                            Map.of("cells", plan.cells().size(), "open", open, "seconds", Math.round(seconds))));
        } else {
            session.console()
                    .print(plan.cells().size() + " cells, " + (plan.cells().size() - open) + " of them done; the other "
                            + open + " take about " + Quantity.time(seconds) + " with " + atOnce
                            + (atOnce == 1 ? " process." : " processes."));
            session.console().print("The suite, its recipes, data and models fit together. Nothing was changed.");
        }
        return ExitCode.DONE;
    }

    private int report(SuiteResults results) {
        Console console = session.console();
        if (common.json) {
            console.out().print(JsonText.pretty(ResultsJson.tree(results)));
        } else {
            SuiteTables.print(console, results);
        }
        return results.failures().isEmpty() ? ExitCode.DONE : ExitCode.WORK;
    }
}
