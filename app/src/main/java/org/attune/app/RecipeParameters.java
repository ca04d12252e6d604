// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import picocli.CommandLine.Parameters;

/** A recipe's file, and values that replace its own. */
final class RecipeParameters {

    @Parameters(index = "0", paramLabel = "RECIPE", description = "A YAML file.")
    private String file = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Values that replace its own.")
    private List<String> overrides = List.of();

    RecipeFile read() {
        return RecipeFile.read(RecipeArguments.path(file), overrides);
    }
}
