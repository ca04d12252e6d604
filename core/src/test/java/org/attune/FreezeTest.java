// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Freezing: what is named learns, and nothing else moves by a bit. */
@Tag("engine")
class FreezeTest {

    @TempDir
    Path folder;

    @Test
    void the_last_block_and_what_follows_it_learn() throws IOException {
        assertThat(changed("{name: freeze, layers: 1}"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("model.layers.1.") || name.equals("model.norm.weight"))
                .contains("model.layers.1.mlp.down_proj.weight", "model.norm.weight");
    }

    @Test
    void a_named_module_learns_with_its_parts_wherever_it_is() throws IOException {
        assertThat(changed("{name: freeze, modules: ['layers.0.mlp']}"))
                .containsExactly(
                        "model.layers.0.mlp.down_proj.weight",
                        "model.layers.0.mlp.gate_proj.weight",
                        "model.layers.0.mlp.up_proj.weight");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: freeze, layers: 9} | as many as the model has, at most",
                "{name: freeze, modules: [mpl]} | did you mean \"mlp\"?",
                "{name: freeze, layers: 0} | nothing learns",
                "{name: freeze, layres: 1} | did you mean \"layers\"?"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String method, String said) {
        assertThatThrownBy(() -> RunPlan.look(recipe(method)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    private Recipe recipe(String method) throws IOException {
        Path base = TinyModel.pretrained(folder.resolve("base"), "llama");
        return new Subject("llama", "full", "causal-lm")
                .recipe(folder, "run", "method=" + method, "model.base=" + base, "model.init=pretrained");
    }

    /** Parameters whose values are others than those of the base. */
    private Set<String> changed(String method) throws IOException {
        Path run = FineTune.run(recipe(method)).directory();
        Set<String> changed = new TreeSet<>();
        try (Scope scope = Scope.open();
                Checkpoint before = Safetensors.open(folder.resolve("base/model.safetensors"));
                Checkpoint after = Safetensors.open(run.resolve("model/model.safetensors"))) {
            assertThat(after.tensors().keySet()).isEqualTo(before.tensors().keySet());
            for (String name : before.tensors().keySet()) {
                double[] values = Tensors.doubles(before.load(name));
                if (!Arrays.equals(values, Tensors.doubles(after.load(name)))) {
                    changed.add(name);
                }
            }
        }
        return changed;
    }
}
