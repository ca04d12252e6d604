// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attune.app.search.StudyFile;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.auto.Auto;
import org.attune.auto.AutoAsked;
import org.attune.auto.AutoBudget;
import org.attune.config.Recipe;
import org.attune.hub.HubSettings;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;
import org.attune.search.Search;
import org.attune.search.SearchEvents;
import org.attune.search.SearchFolder;
import org.attune.search.SearchPlan;
import org.attune.search.SearchResults;
import org.attune.search.SearchResultsJson;
import org.attune.search.Trial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** From labelled texts to a tuned model. */
@Command(
        name = "auto",
        description = {
            "Finds task and columns of labelled texts, ranks the models at hand, searches methods and hyper-parameters for",
            "so many minutes, and tests the best (docs/auto.md). Each choice is explained in a line. The same command goes",
            "on after an interruption, and with more minutes."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune auto reviews.csv --minutes 30",
            "  attune auto train.csv --test test.csv --minutes 120 --out auto/intents",
            "  attune auto pairs.tsv --minutes 60 --task text-regression --model builtin:minilm"
        })
final class AutoCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs of labelled texts.")
    private List<String> files = List.of();

    @Option(names = "--minutes", required = true, paramLabel = "N", description = "About how long it may take.")
    private double minutes;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Labelled texts to measure with, may be repeated; without it a fifth is held out.")
    private List<String> test = List.of();

    @Option(names = "--task", paramLabel = "TASK", description = "text-classification or text-regression; guessed.")
    private @Nullable String task;

    @Mixin
    private ModelsAtHand models = new ModelsAtHand();

    @Option(names = "--out", paramLabel = "DIR", description = "auto/NAME-OF-FILE unless given.")
    private @Nullable Path out;

    @Option(names = "--seed", paramLabel = "N", description = "13 unless given.")
    private long seed = 13;

    @Option(names = "--fresh", description = "Moves what is already there to DIR.1 and begins anew.")
    private boolean fresh;

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    AutoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        AutoAsked asked = new AutoAsked(
                files,
                test,
                columns.byRole(),
                Optional.ofNullable(task),
                models.candidates(HubSettings.fromEnvironment(System.getenv())),
                minutes,
                seed,
                output());
        try (Interruption interruption = Interruption.listen(new StopSignal(), session.console())) {
            interruption.phase(RunEvents.Phase.PREPARE, ""); // its folder may be there before the choices are
            try (Auto auto = Auto.of(asked, fresh, this::say)) {
                auto.choices().forEach(choice -> say("  " + choice));
                return search(auto);
            }
        }
    }

    private Path output() {
        Path named = out;
        String file = String.valueOf(
                Path.of(files.get(0).replaceAll("[*?\\[\\]{}]", "_")).getFileName());
        return named == null ? Path.of("auto", file.replaceFirst("\\..*$", "")) : named;
    }

    private void say(String line) {
        if (!common.quiet) {
            session.console().say(line);
        }
    }

    private int search(Auto auto) {
        SearchPlan plan = SearchPlan.look(Recipe.read(auto.folder().recipe(), List.of()), "auto");
        AutoBudget budget =
                new AutoBudget(auto.seconds(), auto.spent(), plan.settings().finalSeeds());
        try (SearchFolder folder = SearchFolder.open(plan.settings().output(), false);
                StudyFile study = StudyFile.open(folder.study(), plan.space())) {
            study.claim(plan.identity());
            return report(auto, Search.run(plan, study, List.of(), CellProcess.training(), events(plan, budget)));
        }
    }

    /** As in a search, until the minutes are used. */
    private SearchEvents events(SearchPlan plan, AutoBudget budget) {
        SearchProgress progress = new SearchProgress(session.console(), common.quiet, plan);
        return new SearchEvents() {
            @Override
            public boolean another(List<Trial> trials) {
                return budget.allows(trials);
            }

            @Override
            public void ended(Trial trial) {
                progress.ended(trial);
            }

            @Override
            public void finalStarted(Trial winner, long number) {
                progress.finalStarted(winner, number);
            }
        };
    }

    private int report(Auto auto, SearchResults results) {
        Console console = session.console();
        Path run = results.finals().isEmpty()
                ? results.plan().settings().output()
                : results.plan()
                        .settings()
                        .output()
                        .resolve("runs")
                        .resolve(results.finals().get(0).name());
        if (common.json) {
            ObjectNode document = SearchResultsJson.tree(results);
            auto.choices().forEach(document.putArray("choices")::add);
            document.put("run", run.toString());
            console.out().print(JsonText.pretty(document));
        } else {
            SearchTables.print(console, results);
            if (results.best().isPresent()) {
                console.print("model   " + run.resolve("model"));
                console.print("tested  " + run.resolve("report.html"));
            }
        }
        return results.isWhole() ? ExitCode.DONE : ExitCode.WORK;
    }
}
