// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attune.config.MapNode;
import org.attune.config.Overrides;
import org.attune.config.Recipe;
import org.attune.config.axolotl.Axolotl;
import org.attune.config.axolotl.Conversion;

/**
 * A file that is named as the recipe: a recipe, or a configuration of Axolotl.
 *
 * @param conversion empty for a recipe
 */
record RecipeFile(Recipe recipe, Optional<Conversion> conversion) {

    /** @param overrides by native keys, also for a configuration of Axolotl */
    static RecipeFile read(Path file, List<String> overrides) {
        MapNode tree = Recipe.tree(file);
        if (!Axolotl.recognises(tree)) {
            return new RecipeFile(Recipe.of(Overrides.apply(tree, overrides), file), Optional.empty());
        }
        Conversion conversion = Axolotl.convert(tree);
        return new RecipeFile(
                Recipe.of(Overrides.apply(conversion.recipe(), overrides), file), Optional.of(conversion));
    }
}
