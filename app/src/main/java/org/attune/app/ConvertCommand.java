// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import org.attune.config.MapNode;
import org.attune.config.Recipe;
import org.attune.config.axolotl.Axolotl;
import org.attune.config.axolotl.Conversion;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A configuration of another tool as a recipe. */
@Command(
        name = "convert",
        description = {
            "Writes a configuration of Axolotl as a recipe; comments name the key that each value comes from.",
            "Says what it ignores and where the run differs, and lists everything that cannot be honoured."
        },
        footerHeading = "%nExample:%n",
        footer = "  attune recipe convert config.yml --out recipe.yaml")
final class ConvertCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "CONFIG", description = "A YAML file of Axolotl.")
    private String file = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where the recipe is written; otherwise it is printed.")
    private @Nullable Path out;

    ConvertCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        MapNode tree = Recipe.tree(RecipeArguments.path(file));
        if (!Axolotl.recognises(tree)) {
            throw new InputException(
                    "axolotl.other",
                    file,
                    "it is no configuration of Axolotl",
                    "a configuration of Axolotl has base_model and datasets, and no keys of a recipe",
                    "attune recipe check FILE, where it is a recipe");
        }
        Conversion conversion = Axolotl.convert(tree);
        if (out != null) {
            OutputFile.write(out, conversion.yaml());
        }
        if (common.json) {
            session.console().out().print(JsonText.pretty(ConversionReport.document(conversion)));
        } else {
            ConversionReport.say(session.console(), conversion, common.quiet);
            if (out == null) {
                session.console().out().print(conversion.yaml());
            }
        }
        return ExitCode.DONE;
    }
}
