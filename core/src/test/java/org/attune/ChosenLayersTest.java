// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A student starts with some of a model's layers, and is an ordinary model. */
@Tag("engine")
class ChosenLayersTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bert   | every 2 | 0 | bert.encoder.layer.",
                "bert   | [1]     | 1 | bert.encoder.layer.",
                "gpt2   | [1]     | 1 | transformer.h.",
                "distilbert | [1] | 1 | distilbert.transformer.layer."
            })
    void what_is_saved_has_the_values_of_the_chosen_layer_and_no_other(
            String architecture, String layers, int taken, String blocks) throws IOException {
        Path base = TinyModel.pretrained(folder.resolve("base"), architecture);
        Path run = FineTune.run(recipe(architecture, base, layers)).directory();

        try (RunPlan again = RunPlan.look(recipe(architecture, run, "every 1"));
                Scope scope = Scope.open();
                Checkpoint before = Safetensors.open(base.resolve("model.safetensors"));
                Checkpoint after = Safetensors.open(run.resolve("model/model.safetensors"))) {
            assertThat(again.base().config().sizes().blocks()).isEqualTo(1);
            List<String> kept = new ArrayList<>();
            for (String name : after.tensors().keySet()) {
                if (name.startsWith(blocks)) {
                    assertThat(name).startsWith(blocks + "0.");
                    String old = blocks + taken + name.substring(blocks.length() + 1);
                    assertThat(Tensors.doubles(after.load(name))).isEqualTo(Tensors.doubles(before.load(old)));
                    kept.add(name);
                }
            }
            assertThat(kept).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bert       | [0, 2]  | numbers less than 2",
                "bert       | [1, 0]  | numbers from 0 on, each once and in order",
                "bert       | half    | every N, or a list of layers counted from 0",
                "modernbert | every 2 | a model whose layers are all of one kind"
            })
    void layers_that_the_model_has_not_are_refused(String architecture, String layers, String said) throws IOException {
        Path base = TinyModel.pretrained(folder.resolve("base"), architecture);

        assertThatThrownBy(() -> RunPlan.look(recipe(architecture, base, layers)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    private Recipe recipe(String architecture, Path base, String layers) throws IOException {
        return new Subject(architecture, "full", "text-classification")
                .recipe(
                        folder,
                        "run",
                        "model.base=" + base,
                        "model.init=pretrained",
                        "model.layers=" + layers,
                        "training.max_steps=2",
                        "training.learning_rate=0",
                        "training.weight_decay=0");
    }
}
