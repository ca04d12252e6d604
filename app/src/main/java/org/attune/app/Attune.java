// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code attune} and the one list of its commands. */
@Command(
        name = "attune",
        description = "Fine-tunes pre-trained models on labelled data.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Attune.Version.class,
        footerHeading = "%nExample:%n",
        footer = {
            "  attune quickstart",
            "  attune train recipe.yaml training.epochs=4",
            "  attune predict runs/recipe \"where is my parcel?\"",
            "",
            "attune COMMAND --help tells more of each."
        })
final class Attune implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Attune() {}

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Attune())
                .addSubcommand(new QuickstartCommand(session))
                .addSubcommand(new TrainCommand(session))
                .addSubcommand(new BenchmarkCommand(session))
                .addSubcommand(new SearchCommand(session))
                .addSubcommand(new AutoCommand(session))
                .addSubcommand(new EvaluateCommand(session))
                .addSubcommand(new PredictCommand(session))
                .addSubcommand(new GenerateCommand(session))
                .addSubcommand(new ChatCommand(session))
                .addSubcommand(group(new RunsCommand())
                        .addSubcommand(new RunsCommand.ListRuns(session))
                        .addSubcommand(new RunsCommand.Show(session))
                        .addSubcommand(new RunsCommand.Compare(session)))
                .addSubcommand(models(session))
                .addSubcommand(group(new DataCommand())
                        .addSubcommand(new InspectCommand(session))
                        .addSubcommand(new CleanCommand(session))
                        .addSubcommand(new SplitCommand(session))
                        .addSubcommand(new DiffCommand(session))
                        .addSubcommand(new LabelsCommand(session))
                        .addSubcommand(new AugmentCommand(session))
                        .addSubcommand(new DataCommand.Preview(session)))
                .addSubcommand(group(new RecipeCommand())
                        .addSubcommand(new RecipeCommand.Check(session))
                        .addSubcommand(new ConvertCommand(session)))
                .addSubcommand(new CommandLine(new ServeCommand(session))
                        .addSubcommand(group(new ServeKeysCommand())
                                .addSubcommand(new ServeKeysCommand.Create(session))
                                .addSubcommand(new ServeKeysCommand.ListKeys(session))
                                .addSubcommand(new ServeKeysCommand.Revoke(session))))
                .addSubcommand(new DoctorCommand(session))
                .addSubcommand(new PackageCommand(session));
        return line.setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false);
    }

    private static CommandLine models(Session session) {
        return group(new ModelsCommand())
                .addSubcommand(new ModelsCommand.ListModels(session))
                .addSubcommand(new ModelsCommand.Show(session))
                .addSubcommand(new SuggestCommand(session))
                .addSubcommand(new MergeCommand(session));
    }

    private static CommandLine group(Object commands) {
        return new CommandLine(commands);
    }

    /** What the build wrote into the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"attune " + number()};
        }

        static String number() {
            String version = Attune.class.getPackage().getImplementationVersion();
            return version == null ? "unpacked" : version;
        }
    }
}
