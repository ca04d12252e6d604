// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Recipe;
import org.attune.config.Source;
import org.attune.problem.InputException;

class AxolotlPropertyTest {

    private static final MapNode ALL = Stream.of(
                    AxolotlTexts.FULL_COMPLETION, AxolotlTexts.QLORA_ALPACA, AxolotlTexts.LORA_CHAT)
            .map(AxolotlTexts::tree)
            .reduce(MapNode.empty(Source.DEFAULT), MapNode::merge);

    @Property(tries = 300)
    void any_subset_of_keys_is_converted_or_refused(@ForAll long seed) {
        Random random = new Random(seed);
        MapNode some = ALL;
        List<String> keys = new ArrayList<>(ALL.entries().keySet());
        for (String key : keys) {
            some = random.nextInt(3) == 0 ? some.without(key) : some;
        }
        convertOrRefuse(some);
    }

    @Property(tries = 300)
    void any_value_of_any_key_is_converted_or_refused(@ForAll("keys") String key, @ForAll("values") Object value) {
        convertOrRefuse(ALL.with(key, Node.of(value, Source.line("config.yml", 1))));
        MapNode set =
                (MapNode) Node.of(Map.of("path", "a.jsonl", "type", "chat_template"), Source.line("config.yml", 1));
        MapNode odd = set.with(key, Node.of(value, Source.line("config.yml", 1)));
        convertOrRefuse(ALL.with("datasets", Node.of(List.of(odd), Source.line("config.yml", 1))));
    }

    private static void convertOrRefuse(MapNode tree) {
        try {
            Conversion conversion = Axolotl.convert(tree);
            assertThat(Recipe.fromYaml(conversion.yaml()).config())
                    .isEqualTo(Recipe.of(conversion.recipe()).config());
        } catch (InputException refused) {
            assertThat(refused.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(
                                    List.of(problem.where(), problem.found(), problem.expected(), problem.fix()))
                            .noneMatch(String::isBlank));
        }
    }

    @Provide
    Arbitrary<String> keys() {
        List<String> keys = new ArrayList<>(ALL.entries().keySet());
        keys.addAll(List.of(
                "path",
                "type",
                "data_files",
                "roles",
                "field",
                "split",
                "chat_template_jinja",
                "rl",
                "wandb_x",
                "test_datasets",
                "optim_args",
                "message_property_mappings",
                "sequence_parallel_degree",
                "odd"));
        return Arbitraries.of(keys);
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.of(
                1,
                -1,
                0,
                0.5,
                1e300,
                Double.NaN,
                true,
                false,
                "",
                "no",
                "x\0y",
                "a/b",
                "../x",
                "[",
                List.of(),
                List.of(1, "a"),
                List.of(Map.of("path", "b.json", "type", "alpaca")),
                Map.of(),
                Map.of("role", List.of("a")),
                Map.of("format", "{instruction}"),
                Long.MAX_VALUE,
                2147483647);
    }
}
