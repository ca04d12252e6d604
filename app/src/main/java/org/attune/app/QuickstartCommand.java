// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attune.RunOptions;
import org.attune.app.terminal.Console;
import org.attune.config.Recipe;
import org.attune.run.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job, on what comes with the program. */
@Command(
        name = "quickstart",
        description = {
            "Fine-tunes the built-in model on shipped messages to a shop's customer service: 14 intents.",
            "Takes a minute or two; shows what a run gives: metrics, a model, a report."
        },
        footerHeading = "%nExample:%n",
        footer = "  attune quickstart --output runs/first")
final class QuickstartCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Option(names = "--output", paramLabel = "DIR", description = "The run directory; runs/quickstart unless given.")
    private Path output = Path.of("runs", "quickstart");

    @Option(names = "--fresh", description = "Moves a run that is already there to DIR.1 and begins anew.")
    private boolean fresh;

    QuickstartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Recipe recipe = recipe(output);
        if (!common.quiet) {
            introduce(session.console());
        }
        TrainingOutcome outcome = new Training(session, common).run(recipe, new RunOptions(fresh, false));
        int code = outcome.report(session, common);
        if (!common.json && outcome.result().state() == RunState.SUCCEEDED) {
            Showcase.print(session.console(), output.toString());
        }
        return code;
    }

    static Recipe recipe(Path output) {
        Path recipe = Installation.file("quickstart/recipe.yaml");
        return Recipe.read(
                recipe,
                List.of(
                        "data.train=" + file("support-train.csv"),
                        "data.test=" + file("support-test.csv"),
                        "output=" + RecipeArguments.text(output.toString())));
    }

    private static String file(String name) {
        return RecipeArguments.text(Installation.file("quickstart/" + name).toString());
    }

    private static void introduce(Console console) {
        console.say(
                "Attune's quickstart: builtin:minilm, a small pre-trained encoder of English, learns to tell 14 intents of"
                        + " customers' messages apart.");
        console.say("Everything it does stands in " + Installation.file("quickstart/recipe.yaml")
                + "; copy it and name your own data.");
    }
}
