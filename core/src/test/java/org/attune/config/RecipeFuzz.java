// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.LineMutation;

/** Recipes: what is read means the same when it is written out and read again. */
public final class RecipeFuzz implements FuzzKind {

    /** Characters that mean something in YAML or break its lines. */
    private static final String CHARACTERS =
            " \n\t:-[]{},'\"#&*!|>%@`?~=\\\u0000\u0085\u2028\uFEFF\u00e9 \r0123456789.eE_tfnulr";

    private static final List<String> PIECES = Stream.concat(
                    CHARACTERS.chars().mapToObj(Character::toString),
                    Stream.of(
                            "&a ", "*a", "<<: ", "!!map ", "? ", "---\n", "...\n", "%YAML 1.2\n", "\ud83d\ude00", "[{"))
            .toList();

    static final List<String> VALUES = List.of(
            " 1",
            " -1",
            " 0",
            " 1e300",
            " 1e-300",
            " .nan",
            " -.inf",
            " 99999999999999999999",
            " none",
            " auto",
            " ~",
            " []",
            " [~, [1]]",
            " {a: {b: x}}",
            " \"\\0\"",
            " &a [*a, *a]",
            " '",
            " |",
            " " + "[".repeat(3000),
            " " + "{a: ".repeat(500),
            " \u2028");

    @Override
    public String name() {
        return "recipe";
    }

    @Override
    public FuzzInput input(Random random) {
        byte[] bytes = (random.nextInt(4) == 0 ? RecipeTexts.LEAST : RecipeTexts.ALL).getBytes(StandardCharsets.UTF_8);
        int way = random.nextInt(3);
        bytes = way == 1 ? bytes : new LineMutation(random, ":,{[", VALUES).of(bytes);
        return new FuzzInput("recipe.yaml", way == 0 ? bytes : new ByteMutation(random, PIECES).of(bytes));
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        readBack(Recipe.read(input.writeTo(folder), List.of()));
    }

    static void readBack(Recipe recipe) {
        Recipe again = Recipe.fromYaml(recipe.resolved().yaml());
        assertThat(again.config()).isEqualTo(recipe.config());
        assertThat(again.resolved().fingerprint()).isEqualTo(recipe.resolved().fingerprint());
    }
}
