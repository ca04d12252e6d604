// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.attune.fuzz.FirstInputs;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipePropertyTest {

    @Test
    void a_mutated_recipe_is_read_or_refused_with_problems(@TempDir Path folder) throws IOException {
        FirstInputs.areDealtWith(new RecipeFuzz(), 250, folder);
    }

    @Property(tries = 100)
    void any_text_is_read_or_refused_with_problems(@ForAll String text) {
        readOrRefuse(text);
        readOrRefuse("model: m\ndata:\n  train: " + text);
    }

    @Property(tries = 150)
    void any_value_of_any_key_is_read_or_refused(@ForAll("keys") String key, @ForAll("values") String value) {
        try {
            Recipe recipe = Recipe.fromYaml(RecipeTexts.ALL).with(List.of(key + "=" + value));
            assertThat(Recipe.fromYaml(recipe.resolved().yaml()).config()).isEqualTo(recipe.config());
        } catch (InputException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @Property(tries = 150)
    void what_is_written_reads_back_equal(@ForAll("trees") Map<String, Object> tree) {
        MapNode node = (MapNode) Node.of(tree, Source.DEFAULT);
        String yaml = YamlWriter.write(new MapNode(Source.DEFAULT, Map.of("root", node)));
        assertThat(YamlTree.parse(yaml, "written"))
                .as(yaml)
                .isEqualTo(new MapNode(Source.DEFAULT, Map.of("root", node)));
    }

    private static void readOrRefuse(String text) {
        try {
            RecipeFuzz.readBack(Recipe.fromYaml(text));
        } catch (InputException refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(RecipePropertyTest::isComplete);
        }
    }

    private static void isComplete(Problem problem) {
        assertThat(List.of(problem.code(), problem.where(), problem.found(), problem.expected(), problem.fix()))
                .noneMatch(String::isBlank);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(
                List.copyOf(Recipe.fromYaml(RecipeTexts.ALL).resolved().values().keySet()));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "1",
                "-1",
                "0",
                "0.5",
                "1e3",
                "1e300",
                "1e-300",
                "none",
                "auto",
                "all",
                "true",
                "x",
                "[]",
                "[1]",
                "[a, b]",
                "{}",
                "{a: 1}",
                "{a: {b: x}}",
                "\"\"",
                "\" \"",
                ".nan",
                "-.inf",
                "99999999999999999999",
                "~",
                "epoch",
                "5m",
                "\"\\0\"",
                ">= 1",
                "{test.f1: \">= 1\"}",
                "[{}]",
                "[{seed: 1}]",
                "[~]",
                "[[1]]",
                "'5'",
                "0x10",
                "\u2028");
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).asGeneric(),
                Arbitraries.of(
                                "true", "null", "~", "5", ".5", "1e3", "on", "- a", "a: b", "# x", "", " ", "a#b", "a:",
                                "<<", "=")
                        .asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        Arbitrary<Object> list = leaf.list().ofMaxSize(3).asGeneric();
        Arbitrary<String> key = Arbitraries.strings().ofMinLength(1).ofMaxLength(8);
        Arbitrary<Map<String, Object>> flat =
                Arbitraries.maps(key, Arbitraries.oneOf(leaf, list)).ofMaxSize(4);
        Arbitrary<Object> maps = flat.map(map -> (Object) new LinkedHashMap<>(map))
                .list()
                .ofMaxSize(2)
                .asGeneric();
        return Combinators.combine(flat, key, flat, maps).as((outer, name, inner, several) -> {
            Map<String, Object> tree = new LinkedHashMap<>(outer);
            tree.put(name, inner);
            tree.put("several", several);
            return tree;
        });
    }
}
