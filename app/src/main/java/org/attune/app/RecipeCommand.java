// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import org.attune.config.Recipe;
import org.attune.search.SearchKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Recipes as texts. */
@Command(
        name = "recipe",
        description = "Checks recipes, and makes them of configurations of Axolotl.",
        synopsisSubcommandLabel = "(check|convert)",
        footerHeading = "%nExample:%n",
        footer = "  attune recipe check recipe.yaml")
final class RecipeCommand {

    @Mixin
    Common common = new Common();

    /** All problems, or everything that it means. */
    @Command(
            name = "check",
            description = {
                "Lists every problem of a recipe, or prints it with every default and where each value comes from.",
                "Looks at the recipe alone; attune train RECIPE --dry-run looks at the data and the model too."
            },
            footerHeading = "%nExample:%n",
            footer = "  attune recipe check recipe.yaml training.epochs=5")
    static final class Check implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Mixin
        RecipeParameters recipe = new RecipeParameters();

        Check(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            RecipeFile file = recipe.read();
            Recipe read = file.recipe();
            SearchKeys.read(read, "recipe"); // what train leaves unread
            file.conversion()
                    .ifPresent(conversion -> ConversionReport.say(session.console(), conversion, common.quiet));
            if (common.json) {
                session.console().out().print(JsonText.pretty(document(read)));
            } else {
                session.console().out().print(read.resolved().yaml());
            }
            return ExitCode.DONE;
        }

        private static Map<String, Object> document(Recipe recipe) {
            Map<String, Object> values = new LinkedHashMap<>();
            recipe.resolved().pairs().forEach((key, value) -> {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("value", value);
                recipe.resolved()
                        .get(key)
                        .ifPresent(node -> entry.put("source", node.source().text()));
                values.put(key, entry);
            });
            return Map.of("recipe", values, "fingerprint", recipe.resolved().fingerprint());
        }
    }
}
