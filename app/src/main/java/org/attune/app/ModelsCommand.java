// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.TextTable;
import org.attune.hub.HubSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Models that are here. */
@Command(
        name = "models",
        description = "Lists, shows, suggests and merges models.",
        synopsisSubcommandLabel = "(list | show | suggest | merge)",
        footerHeading = "%nExample:%n",
        footer = {
            "  attune models list",
            "  attune models show builtin:minilm",
            "  attune models suggest train.csv",
            "  attune models merge runs/lora --out merged"
        })
final class ModelsCommand {

    @Mixin
    Common common = new Common();

    /** Names that other commands take. */
    @Command(
            name = "list",
            description =
                    "Lists the built-in model, the models that runs below a folder made, and those in the cache of the hub.",
            footerHeading = "%nExample:%n",
            footer = "  attune models list runs")
    static final class ListModels implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Parameters(arity = "0..1", paramLabel = "DIR", description = "runs unless given.")
        private Path folder = Path.of("runs");

        ListModels(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            List<ModelEntry> models = ModelEntry.list(
                    folder, HubSettings.fromEnvironment(System.getenv()).cache());
            if (common.json) {
                session.console().out().print(JsonText.pretty(models));
                return ExitCode.DONE;
            }
            TextTable table = new TextTable("lll", "model", "task", "from");
            models.forEach(model -> table.row(model.model(), model.task(), model.from()));
            table.lines().forEach(session.console()::print);
            return ExitCode.DONE;
        }
    }

    /** One model. */
    @Command(
            name = "show",
            description = "Shows a model's configuration, size, labels and tokenizer.",
            footerHeading = "%nExample:%n",
            footer = "  attune models show runs/bank-intents")
    static final class Show implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Parameters(
                paramLabel = "MODEL",
                description = "builtin:NAME, a run directory, a model directory, an .onnx file.")
        private String model = "";

        Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            Platform.check();
            Map<String, Object> page = ModelPage.of(model);
            if (common.json) {
                session.console().out().print(JsonText.pretty(page));
            } else {
                page.forEach((name, value) -> session.console().print(String.format("%-14s %s", name, value)));
            }
            return ExitCode.DONE;
        }
    }
}
