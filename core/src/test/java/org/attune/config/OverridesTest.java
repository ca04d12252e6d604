// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;

class OverridesTest {

    private static MapNode map(String yaml) {
        return (MapNode) YamlTree.parse(yaml, "recipe.yaml");
    }

    private static MapNode apply(String yaml, String... overrides) {
        return Overrides.apply(map(yaml), List.of(overrides));
    }

    private static List<Problem> problems(String yaml, String... overrides) {
        return catchThrowableOfType(InputException.class, () -> apply(yaml, overrides))
                .problems();
    }

    @Test
    void a_value_is_set_below_maps_that_need_not_exist() {
        assertThat(apply("a: 1", "training.epochs=4", "a=[x, 2]")).isEqualTo(map("a: [x, 2]\ntraining: {epochs: 4}"));
    }

    @Test
    void the_value_is_yaml_and_may_hold_an_equals_sign() {
        assertThat(apply("a: 1", "a='5'", "b==", "c=x=y", "d=true", "e={x: {y: 1}}"))
                .isEqualTo(map("{a: '5', b: '=', c: 'x=y', d: true, e: {x: {y: 1}}}"));
    }

    @Test
    void lists_replace_and_maps_merge() {
        assertThat(apply("a: [1, 2]\nb: {x: {y: 1, z: 2}, w: 3}", "a=[9]", "b={x: {z: 5}, v: 1}"))
                .isEqualTo(map("a: [9]\nb: {x: {y: 1, z: 5}, w: 3, v: 1}"));
    }

    @Test
    void a_single_value_replaces_a_map() {
        assertThat(apply("method: {name: lora, rank: 8}", "method=head")).isEqualTo(map("method: head"));
    }

    @Test
    void an_override_below_the_short_form_of_method_or_model_keeps_the_name() {
        assertThat(apply("method: lora\nmodel: builtin:minilm", "method.rank=4", "model.pooling=cls"))
                .isEqualTo(map("method: {name: lora, rank: 4}\nmodel: {base: 'builtin:minilm', pooling: cls}"));
    }

    @Test
    void a_number_addresses_an_item_of_a_list() {
        assertThat(apply("stages: [{seed: 1}, {seed: 2}]", "stages.1.seed=7"))
                .isEqualTo(map("stages: [{seed: 1}, {seed: 7}]"));
    }

    @Test
    void an_empty_value_is_null_so_that_the_default_holds() {
        assertThat(apply("a: 1", "a=")).isEqualTo(map("a:"));
    }

    @Test
    void every_node_of_the_value_names_the_override() {
        MapNode training = (MapNode) Objects.requireNonNull(
                apply("a: 1", "training={epochs: 4}").entries().get("training"));
        assertThat(Objects.requireNonNull(training.entries().get("epochs")).source())
                .isEqualTo(new Source(Source.Kind.OVERRIDE, "override training={epochs: 4}"));
    }

    @Test
    void all_malformed_overrides_come_at_once() {
        assertThat(problems("a: 1\nl: [1]", "epochs", "=4", "a..b=1", "x=[1", "a.b=2", "l.7=1", "l.x=1"))
                .extracting(Problem::code)
                .containsExactly(
                        "override.form",
                        "override.form",
                        "override.form",
                        "override.value",
                        "override.path",
                        "override.path",
                        "override.path");
    }

    @Test
    void a_malformed_override_is_named_and_says_the_form() {
        Problem problem = problems("a: 1", "epochs").get(0);
        assertThat(problem.where()).isEqualTo("override epochs");
        assertThat(problem.expected()).contains("KEY=VALUE");
        assertThat(problems("a: 1\n", "a.b=2").get(0).found()).contains("\"b\"").contains("recipe.yaml:1");
    }
}
