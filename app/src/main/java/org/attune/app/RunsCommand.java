// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.report.RunComparison;
import org.attune.run.RunCatalog;
import org.attune.run.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What lies in run directories. */
@Command(
        name = "runs",
        description = "Lists, shows and compares runs.",
        synopsisSubcommandLabel = "(list | show | compare)",
        footerHeading = "%nExample:%n",
        footer = {"  attune runs list", "  attune runs show runs/bank-intents", "  attune runs compare runs/a runs/b"})
final class RunsCommand {

    @Mixin
    Common common = new Common();

    /** The runs below a folder. */
    @Command(
            name = "list",
            description = "Lists the runs below a folder, the newest first.",
            footerHeading = "%nExample:%n",
            footer = "  attune runs list runs --json")
    static final class ListRuns implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Parameters(arity = "0..1", paramLabel = "DIR", description = "runs unless given.")
        private Path folder = Path.of("runs");

        ListRuns(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            List<RunSummary> runs = RunCatalog.list(folder);
            if (common.json) {
                session.console()
                        .out()
                        .print(JsonText.pretty(
                                runs.stream().map(RunPages::summary).toList()));
                return ExitCode.DONE;
            }
            TextTable table = new TextTable("lllllrl", "run", "state", "task", "model", "method", "result", "changed");
            runs.forEach(run -> table.row(
                    run.folder().toString(),
                    RunPages.state(run),
                    run.task(),
                    run.model(),
                    run.method(),
                    run.value().isPresent()
                            ? run.metric() + " " + Quantity.number(run.value().getAsDouble())
                            : "-",
                    run.updated().map(RunPages::time).orElse("-")));
            if (runs.isEmpty()) {
                session.console().say("no runs in " + folder);
            } else {
                table.lines().forEach(session.console()::print);
            }
            return ExitCode.DONE;
        }
    }

    /** One run. */
    @Command(
            name = "show",
            description = "Shows a run: what it is, how far it is, what it reached.",
            footerHeading = "%nExample:%n",
            footer = "  attune runs show runs/bank-intents")
    static final class Show implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Parameters(paramLabel = "RUN", description = "A run directory.")
        private Path run = Path.of("");

        Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            RunPages.refuseOthers(run);
            RunPages page = new RunPages(RunCatalog.read(run));
            if (common.json) {
                session.console().out().print(JsonText.pretty(page.document()));
            } else {
                page.print(session.console());
            }
            return ExitCode.DONE;
        }
    }

    /** Two runs. */
    @Command(
            name = "compare",
            description =
                    "Compares two runs: what differs in their recipes, and whether their results differ by more than chance.",
            footerHeading = "%nExample:%n",
            footer = "  attune runs compare runs/full runs/head")
    static final class Compare implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Parameters(index = "0", paramLabel = "RUN", description = "A run directory.")
        private Path first = Path.of("");

        @Parameters(index = "1", paramLabel = "RUN", description = "Another one.")
        private Path second = Path.of("");

        Compare(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            RunPages.refuseOthers(first, second);
            RunComparison comparison = RunComparison.of(first, second);
            session.console().out().print(common.json ? comparison.json() : comparison.text());
            return ExitCode.DONE;
        }
    }
}
