// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attune.RunOptions;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.distributed.Peers;
import org.attune.run.RunEvents;
import org.attune.train.StepProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One fine-tuning run. */
@Command(
        name = "train",
        description = {
            "Fine-tunes a model as a recipe or a configuration of Axolotl says, or goes on with a run that was",
            "interrupted.",
            "Ctrl-C writes a checkpoint and stops; the same command goes on from there."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune train recipe.yaml",
            "  attune train recipe.yaml training.epochs=5 output=runs/longer",
            "  attune train --model builtin:minilm --data reviews.csv --text review --label stars"
        })
final class TrainCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common;

    @Parameters(
            arity = "0..*",
            paramLabel = "RECIPE|KEY=VALUE",
            description =
                    "The recipe, a YAML file, and values that replace its own, as key=value with dots: a.b.c=VALUE.")
    private List<String> arguments = List.of();

    @ArgGroup(validate = false, heading = "%nWithout a recipe:%n")
    private InlineRecipe inline = new InlineRecipe();

    @Mixin
    private PeerOptions peers = new PeerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--output", paramLabel = "DIR", description = "The run directory; short for output=DIR.")
    private @Nullable Path output;

    @Option(names = "--fresh", description = "Moves a run that is already there to DIR.1 and begins anew.")
    private boolean fresh;

    @Option(
            names = "--dry-run",
            description = "Checks everything, reads and encodes the data, estimates memory, and stops.")
    private boolean dryRun;

    @Option(
            names = "--profile",
            description = {
                "Says where the time and memory of a step went, by part of the network and of the flow, and writes",
                "it to profile.json. On a processor only; it takes a few per cent of the time itself."
            })
    private boolean profile;

    TrainCommand(Session session) {
        this.session = session;
        this.common = new Common();
    }

    @Override
    public Integer call() {
        common.apply(session);
        RecipeFile read = RecipeArguments.read(arguments, inline, output);
        read.conversion().ifPresent(conversion -> ConversionReport.say(session.console(), conversion, common.quiet));
        return profile ? profiled(read.recipe()) : run(read.recipe(), RunEvents.none());
    }

    private int run(Recipe recipe, RunEvents listener) {
        return new Training(session, common)
                .run(recipe, new RunOptions(fresh, dryRun), peers(recipe.config()), listener)
                .report(session, common);
    }

    private int profiled(Recipe recipe) {
        StepProfile steps = StepProfile.of(recipe.config());
        int code = run(recipe, steps);
        if (!common.json) {
            steps.summary().map(ProfileTable::lines).ifPresent(lines -> {
                session.console().print("");
                lines.forEach(session.console()::print);
            });
        }
        return code;
    }

    private Peers peers(RunConfig config) {
        List<String> whole = spec.root().commandLine().getParseResult().originalArgs();
        return peers.open(config.training().processes(), config.output(), whole);
    }
}
