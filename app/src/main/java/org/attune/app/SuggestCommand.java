// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.hub.HubSettings;
import org.attune.suggest.SuggestJson;
import org.attune.suggest.SuggestPage;
import org.attune.suggest.Suggesting;
import org.attune.suggest.Suggestion;
import org.attune.suggest.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model to start from. */
@Command(
        name = "suggest",
        description = {
            "Ranks the models at hand for a data set by their frozen features, without tuning one (docs/suggest.md):",
            "the built-in one, those in the cache of the hub, and those in folders that are named."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune models suggest train.csv --text text --label category",
            "  attune models suggest train.csv --folder models --out suggestions",
            "  attune models suggest pairs.tsv --task text-regression --model builtin:minilm --model models/other"
        })
final class SuggestCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs of labelled data.")
    private List<String> files = List.of();

    @Mixin
    private ModelsAtHand models = new ModelsAtHand();

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "text-classification unless given, text-regression, image-classification.")
    private String task = "text-classification";

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Looks at a random sample of N rows where there are more, " + Suggesting.DEFAULT_ROWS
                    + " unless given.")
    private int rows = Suggesting.DEFAULT_ROWS;

    @Option(names = "--seed", paramLabel = "N", description = "13 unless given.")
    private long seed = 13;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes report.html and suggestions.json there.")
    private @Nullable Path out;

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    SuggestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        HubSettings hub = HubSettings.fromEnvironment(System.getenv());
        Suggesting.Asked asked =
                new Suggesting.Asked(models.candidates(hub), task, files, columns.byRole(), rows, seed);
        Suggestions found = Suggesting.of(asked, phase -> {
            if (!common.quiet) {
                session.console().say(phase);
            }
        });
        Path folder = out;
        if (folder != null) {
            OutputFile.write(folder.resolve("report.html"), SuggestPage.of(found));
            OutputFile.write(folder.resolve("suggestions.json"), JsonText.pretty(SuggestJson.tree(found)));
        }
        if (common.json) {
            session.console().out().print(JsonText.pretty(SuggestJson.tree(found)));
        } else {
            print(session.console(), found);
            if (folder != null) {
                session.console().print("report  " + folder.resolve("report.html"));
            }
        }
        return ExitCode.DONE;
    }

    static void print(Console console, Suggestions found) {
        found.notes().forEach(note -> console.say("  " + note));
        console.print(
                found.rows() + " rows; " + found.metric() + " by neighbours and by a linear probe of frozen features");
        TextTable table = new TextTable(
                "lrrrrrrrl",
                "model",
                "mean rank",
                "LogME",
                "neighbours",
                "probe",
                "parameters",
                "size",
                "rows/s",
                "licence");
        for (Suggestion model : found.ranked()) {
            table.row(
                    model.model(),
                    String.format(Locale.ROOT, "%.2f", model.meanRank()),
                    Quantity.number(model.logMe()),
                    Quantity.number(model.neighbours().value()),
                    Quantity.number(model.probe().value()),
                    String.format(Locale.ROOT, "%,d", model.facts().parameters()),
                    Quantity.bytes(model.facts().bytes()),
                    String.format(Locale.ROOT, "%.0f", model.rowsPerSecond()),
                    model.facts().licence().isEmpty()
                            ? "not stated"
                            : model.facts().licence());
        }
        table.lines().forEach(console::print);
        found.leftOut().forEach((model, why) -> console.print("left out  " + model + ": " + why));
    }
}
