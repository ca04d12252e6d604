// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attune.problem.WorkException;
import org.attune.run.Hazard;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsWriterTest {

    @TempDir
    Path folder;

    private static final String[] NAMES = {"layer.0.weight", "größe", "a", "B", "x\"y", "z.1", "z.10", "z.2"};

    /** Random bits as random shapes of all element types; every bit pattern of a float occurs, NaN payloads too. */
    private static Map<String, Tensor> random(Random random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            long[] shape = random.longs(random.nextInt(4), 0, 5).toArray();
            TensorInfo info = new TensorInfo(NAMES[random.nextInt(NAMES.length)] + dtype, dtype, shape);
            byte[] bytes = new byte[(int) info.bytes()];
            random.nextBytes(bytes);
            if (dtype == DType.BOOL) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] &= 1;
                }
            }
            tensors.put(info.name(), TensorBytes.tensor(dtype, shape, bytes));
        }
        return tensors;
    }

    @Test
    void written_then_read_is_the_same_bit_for_bit_for_all_types() {
        for (int seed = 0; seed < 50; seed++) {
            try (PointerScope scope = new PointerScope()) {
                TensorSource source = TensorSource.of(random(new Random(seed)));
                Path file = folder.resolve("model.safetensors");
                SafetensorsWriter.create().file(file, source);
                assertThat(TensorBytes.contents(file)).as("seed %d", seed).isEqualTo(TensorBytes.contents(source));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"every_dtype", "views", "module"})
    void the_file_has_the_very_bytes_of_the_reference_writer(String name) throws IOException {
        Path reference = TensorBytes.resource(name + ".safetensors");
        Path file = folder.resolve("written.safetensors");
        try (Checkpoint checkpoint = Safetensors.open(reference)) {
            SafetensorsWriter.create().file(file, checkpoint);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(reference));
    }

    @Test
    void floats_are_converted_and_other_types_kept() {
        try (PointerScope scope = new PointerScope()) {
            Tensor half = torch.tensor(1.5f);
            Tensor whole = torch.tensor(3L);
            Path file = folder.resolve("half.safetensors");
            SafetensorsWriter.create()
                    .floatsAs(DType.BF16)
                    .metadata("by", "test")
                    .file(file, TensorSource.of(Map.of("half", half, "whole", whole)));
            assertThat(TensorBytes.contents(file).get("half")).endsWith(" c03f").contains("BF16");
            assertThat(TensorBytes.contents(file).get("whole")).contains("I64");
            try (Safetensors read = Safetensors.open(file)) {
                assertThat(read.metadata()).containsOnly(Map.entry("by", "test"), Map.entry("format", "pt"));
            }
        }
        assertThatThrownBy(() -> SafetensorsWriter.create().floatsAs(DType.I8))
                .hasMessageContaining("not a floating-point type");
    }

    @Test
    void views_are_written_compactly_and_tensors_that_learn_without_their_graph() {
        try (PointerScope scope = new PointerScope()) {
            Tensor matrix = TensorBytes.tensor(DType.U8, new long[] {2, 3}, new byte[] {1, 2, 3, 4, 5, 6});
            Tensor learning = torch.tensor(new float[] {2}).requires_grad_(true);
            Path file = folder.resolve("views.safetensors");
            SafetensorsWriter.create().file(file, TensorSource.of(Map.of("t", matrix.t(), "l", learning)));
            assertThat(TensorBytes.contents(file))
                    .containsEntry("t", "t U8[3, 2] 010402050306")
                    .containsEntry("l", "l F32[1] 00000040");
        }
    }

    @Test
    void a_large_model_is_split_with_an_index_that_reads_back() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            TensorSource source = TensorSource.of(random(new Random(7)));
            List<Path> files = SafetensorsWriter.create().shardBytes(100).directory(folder, source);
            assertThat(files).hasSizeGreaterThan(2);
            assertThat(files.get(0).getFileName().toString())
                    .isEqualTo(String.format("model-00001-of-%05d.safetensors", files.size() - 1));
            assertThat(files.get(files.size() - 1)).hasFileName("model.safetensors.index.json");
            assertThat(Files.readString(files.get(files.size() - 1)))
                    .startsWith("{\n  \"metadata\": {\n    \"total_size\": ")
                    .endsWith("\n  }\n}\n");
            assertThat(TensorBytes.contents(folder)).isEqualTo(TensorBytes.contents(source));
        }
    }

    @Test
    void a_second_write_removes_what_the_first_left_and_nothing_else() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("adapter_model.safetensors"), "");
        try (PointerScope scope = new PointerScope()) {
            TensorSource source = TensorSource.of(random(new Random(7)));
            SafetensorsWriter.create().directory(folder, source);
            SafetensorsWriter.create().shardBytes(100).directory(folder, source);
            assertThat(folder.resolve("model.safetensors")).doesNotExist();
            SafetensorsWriter.create().directory(folder, source);
        }
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("config.json", "adapter_model.safetensors", "model.safetensors");
    }

    @Test
    void a_failed_write_leaves_the_former_file() {
        Path file = folder.resolve("model.safetensors");
        try (PointerScope scope = new PointerScope()) {
            TensorSource source = TensorSource.of(random(new Random(1)));
            SafetensorsWriter.create().file(file, source);
            Map<String, String> before = TensorBytes.contents(file);
            TensorSource broken = new TensorSource() {
                @Override
                public Map<String, TensorInfo> tensors() {
                    return source.tensors();
                }

                @Override
                public Tensor load(String name) {
                    throw new IllegalStateException("lost " + name);
                }
            };
            assertThatThrownBy(() -> SafetensorsWriter.create().file(file, broken))
                    .hasMessageContaining("lost");
            assertThat(TensorBytes.contents(file)).isEqualTo(before);
            assertThat(folder.toFile().list()).containsExactly("model.safetensors");
        }
    }

    @Test
    void a_place_that_cannot_be_written_is_a_problem_and_no_stack_trace() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        try (PointerScope scope = new PointerScope()) {
            TensorSource source = TensorSource.of(random(new Random(1)));
            assertThatThrownBy(() -> SafetensorsWriter.create().directory(blocked.resolve("inside"), source))
                    .isInstanceOf(WorkException.class)
                    .hasMessageContaining("[disk.write]");
        }
    }

    @Test
    void a_full_disk_is_called_by_its_name_and_the_old_weights_stay() throws IOException {
        Path file = folder.resolve("model.safetensors");
        System.setProperty(Hazard.PROPERTY, "disk-full:file:mid-write#2");
        try (PointerScope scope = new PointerScope()) {
            TensorSource source = TensorSource.of(random(new Random(1)));
            SafetensorsWriter.create().file(file, source);
            byte[] before = Files.readAllBytes(file);
            assertThatThrownBy(() -> SafetensorsWriter.create().file(file, source))
                    .isInstanceOf(WorkException.class)
                    .hasMessageContaining("the disk is full")
                    .hasMessageContaining("[disk.full]");
            assertThat(file).hasBinaryContent(before);
            assertThat(folder.toFile().list()).containsExactly("model.safetensors");
        } finally {
            System.clearProperty(Hazard.PROPERTY);
        }
    }

    @Test
    void what_a_killed_write_left_is_removed_by_the_next() throws IOException {
        Path left = Files.writeString(folder.resolve(".model.safetensors.tmp"), "half");
        Files.writeString(folder.resolve(".model-00001-of-00002.safetensors.tmp"), "half");
        try (PointerScope scope = new PointerScope()) {
            SafetensorsWriter.create().directory(folder, TensorSource.of(random(new Random(1))));
        }
        assertThat(left).doesNotExist();
        assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    }

    @Test
    void the_written_element_types_can_be_told_from_all_others() {
        try (PointerScope scope = new PointerScope()) {
            Tensor complex = torch.empty(new long[] {1}, new TensorOptions(ScalarType.ComplexFloat), null);
            assertThatThrownBy(() -> TensorSource.of(Map.of("c", complex))).hasMessageContaining("no checkpoint holds");
        }
    }
}
