// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.app.search.StudyFile;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.Quantity;
import org.attune.config.Recipe;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;
import org.attune.search.Search;
import org.attune.search.SearchFolder;
import org.attune.search.SearchPlan;
import org.attune.search.SearchResults;
import org.attune.search.SearchResultsJson;
import org.attune.search.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Values of a recipe that do better. */
@Command(
        name = "search",
        description = {
            "Tries values of a recipe's keys, as its section search says (docs/search.md), trains the best",
            "configuration again on several seeds and tests only that. What is done is not done again: the same",
            "command goes on after an interruption, and with more trials."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune search recipe.yaml --dry-run",
            "  attune search recipe.yaml search.trials=40 search.parallel=2",
            "  attune search recipe.yaml search.sampler=random search.output=searches/random"
        })
final class SearchCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "RECIPE", description = "The recipe, a YAML file.")
    private Path recipe = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "Values that replace the recipe's own: a.b.c=VALUE.")
    private List<String> overrides = List.of();

    @Option(names = "--fresh", description = "Moves a search that is already there to DIR.1 and begins anew.")
    private boolean fresh;

    @Option(
            names = "--dry-run",
            description = "Checks everything, says how many trials there are and how long they take, and stops.")
    private boolean dryRun;

    SearchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Recipe read = RecipeFile.read(recipe, overrides).recipe();
        String name = String.valueOf(recipe.getFileName()).replaceFirst("(?i)\\.ya?ml$", "");
        SearchPlan looked = SearchPlan.look(read, name);
        SearchPlan plan = looked.with(AtOnce.fitting(
                session.console(),
                looked.settings().parallel(),
                looked.forecast().memory(),
                "trials"));
        List<Trial> warm = warm(plan);
        if (dryRun) {
            return announce(plan);
        }
        try (Interruption interruption = Interruption.listen(new StopSignal(), session.console());
                SearchFolder folder = SearchFolder.open(plan.settings().output(), fresh);
                StudyFile study = StudyFile.open(folder.study(), plan.space())) {
            interruption.phase(RunEvents.Phase.PREPARE, "");
            study.claim(plan.identity());
            SearchProgress progress = new SearchProgress(session.console(), common.quiet, plan);
            return report(Search.run(plan, study, warm, CellProcess.training(), progress));
        }
    }

    private static List<Trial> warm(SearchPlan plan) {
        if (plan.settings().warmStart().isEmpty()) {
            return List.of();
        }
        try (StudyFile earlier = StudyFile.open(plan.settings().warmStart().get(), plan.space())) {
            return earlier.trials().stream()
                    .filter(trial -> trial.state() == Trial.State.DONE)
                    .toList();
        }
    }

    private int announce(SearchPlan plan) {
        Path file = SearchFolder.study(plan.settings().output());
        List<Trial> trials = List.of();
        if (!fresh && Files.isRegularFile(file)) {
            try (StudyFile study = StudyFile.open(file, plan.space())) {
                study.check(plan.identity());
                trials = study.trials();
            }
        }
        long done = trials.stream().filter(trial -> !trial.state().isOpen()).count();
        long open = Math.max(0, plan.settings().trials() - done);
        double seconds = plan.seconds(trials);
        if (common.json) {
            session.console()
                    .out()
                    .print(JsonText.pretty(Map.of(
                            "trials",
                            plan.settings().trials(),
                            "open",
                            open,
                            "final",
                            plan.settings().finalSeeds(),
                            "seconds",
                            Math.round(seconds))));
        } else {
            session.console()
                    .print(plan.settings().trials() + " trials, " + done + " of them done, by "
                            + plan.settings().sampler() + " over "
                            + plan.space().size() + " parameters, and the best on "
                            + plan.settings().finalSeeds() + " seeds; what is open takes about "
                            + Quantity.time(seconds) + ".");
            session.console().print("The recipe, the space, data and model fit together. Nothing was changed.");
        }
        return ExitCode.DONE;
    }

    private int report(SearchResults results) {
        if (common.json) {
            session.console().out().print(JsonText.pretty(SearchResultsJson.tree(results)));
        } else {
            SearchTables.print(session.console(), results);
        }
        return results.isWhole() ? ExitCode.DONE : ExitCode.WORK;
    }
}
