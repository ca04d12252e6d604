// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class GrownCheckpointTest {

    @TempDir
    Path folder;

    @Test
    void a_new_row_is_the_mean_of_all_words_and_what_pads_the_table_gives_way() {
        try (Scope scope = Scope.open()) {
            Tensor table = Tensors.of(new float[] {1, 10, 2, 20, 6, 60, -7, -7}, 4, 2);
            SafetensorsWriter.create()
                    .file(
                            folder.resolve("model.safetensors"),
                            TensorSource.of(Map.of("words", table, "bias", Tensors.of(new float[] {3, 4, 5}, 3))));
            try (Checkpoint stored = Safetensors.open(folder.resolve("model.safetensors"))) {
                Checkpoint padded = new GrownCheckpoint(stored, Set.of("words"), 3, 1);
                assertThat(Tensors.rows(padded.load("words")))
                        .isEqualTo(new float[][] {{1, 10}, {2, 20}, {6, 60}, {3, 30}});
                assertThat(padded.load("bias").numel()).isEqualTo(3);

                Checkpoint longer = new GrownCheckpoint(stored, Set.of("words", "bias"), 3, 2);
                assertThat(longer.tensors())
                        .hasEntrySatisfying(
                                "words", info -> assertThat(info.shape()).containsExactly(5, 2));
                assertThat(Tensors.rows(longer.load("words"))[4]).containsExactly(3, 30);
                assertThat(Tensors.floats(longer.load("bias"))).containsExactly(3, 4, 5, 4, 4);
                assertThat(longer.sha256()).isEqualTo(stored.sha256());
            }
        }
    }

    @Test
    void narrow_rows_are_summed_widely() {
        int rows = 10_000; // more than are summed at once
        try (Scope scope = Scope.open()) {
            float[] values = new float[rows];
            Arrays.fill(values, 1.0f / 3);
            Tensor table = Tensors.of(values, rows, 1).to(ScalarType.BFloat16);
            SafetensorsWriter.create()
                    .file(folder.resolve("model.safetensors"), TensorSource.of(Map.of("words", table)));
            try (Checkpoint stored = Safetensors.open(folder.resolve("model.safetensors"))) {
                Tensor grown = new GrownCheckpoint(stored, Set.of("words"), rows, 1).load("words");
                assertThat(Tensors.type(grown)).isEqualTo(ScalarType.BFloat16);
                float[] found = Tensors.floats(grown.to(ScalarType.Float).view(-1));
                assertThat(found[rows]).isEqualTo(found[0]);
            }
        }
    }
}
