// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On files that PyTorch wrote; {@code tools/golden/state_dicts.py} makes them and what they hold. */
class StateDictTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "every_dtype.pt, every_dtype",
        "every_dtype.pth, every_dtype",
        "views.pt, views",
        "views.pth, views",
        "module.pt, module",
        "module.pth, module",
        "protocol4.pt, module",
        "protocol5.th, module",
    })
    void what_torch_saved_is_read_bit_for_bit(String saved, String expected) {
        Map<String, String> contents = TensorBytes.contents(TensorBytes.resource(saved));
        assertThat(contents).isEqualTo(TensorBytes.contents(TensorBytes.resource(expected + ".safetensors")));
    }

    @Test
    void a_training_checkpoint_is_unwrapped_and_its_prefix_offered_stripped() {
        try (StateDict checkpoint = StateDict.open(TensorBytes.resource("wrapped.pt"))) {
            assertThat(checkpoint.tensors()).containsKey("module.0.weight").hasSize(7);
            assertThat(checkpoint.wrapperPrefix()).contains("module.");
            assertThat(checkpoint.withoutPrefix("model.")).isSameAs(checkpoint);
            assertThat(checkpoint.withoutPrefix("module.").sha256()).isEqualTo(checkpoint.sha256());
            assertThat(TensorBytes.contents(checkpoint.withoutPrefix("module.")))
                    .isEqualTo(TensorBytes.contents(TensorBytes.resource("module.safetensors")));
        }
    }

    @Test
    void a_plain_state_dict_has_no_prefix_to_strip() {
        try (StateDict checkpoint = StateDict.open(TensorBytes.resource("module.pt"))) {
            assertThat(checkpoint.wrapperPrefix()).isEmpty();
        }
    }

    @Test
    void parameters_are_read_as_their_tensors() {
        Map<String, String> expected = new TreeMap<>(TensorBytes.contents(TensorBytes.resource("module.safetensors")));
        expected.remove("1.num_batches_tracked");
        assertThat(TensorBytes.contents(TensorBytes.resource("parameters.pt"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack.pt", "attack.pth"})
    void a_file_that_wants_to_run_a_command_is_refused_by_the_name_of_what_it_calls(String name) {
        assertThat(TensorBytes.problems(TensorBytes.resource(name)))
                .singleElement()
                .asString()
                .contains(
                        "this file tries to call \"posix.system\"", "nothing was executed", "[weights.unsafe-pickle]");
    }

    @Test
    void a_torchscript_program_is_refused_with_the_way_out() {
        assertThat(TensorBytes.problems(TensorBytes.resource("script.pt")))
                .singleElement()
                .asString()
                .contains("TorchScript", "state_dict()");
    }

    @Test
    void a_big_endian_file_is_refused_in_both_formats() throws IOException {
        Path zip = replaced("module.pt", "little", "big\n\n\n");
        assertThat(TensorBytes.problems(zip)).singleElement().asString().contains("[weights.big-endian]");
        Path legacy = replaced("module.pth", "little_endianq\2\u0088", "little_endianq\2\u0089");
        assertThat(TensorBytes.problems(legacy)).singleElement().asString().contains("[weights.big-endian]");
    }

    private Path replaced(String name, String from, String to) throws IOException {
        byte[] bytes = Files.readAllBytes(TensorBytes.resource(name));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        Path file = folder.resolve(name);
        return Files.write(file, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.pt", "module.pth", "views.pt", "every_dtype.pth"})
    void a_truncated_file_is_refused_wherever_it_ends(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(TensorBytes.resource(name));
        Path file = folder.resolve(name);
        for (int length = 0; length < bytes.length; length += 13) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(TensorBytes.problems(file)).as("%d bytes", length).isNotEmpty();
        }
    }

    @Test
    void text_and_pointers_of_git_lfs_are_no_state_dict() throws IOException {
        Path file = Files.writeString(folder.resolve("model.bin"), "version https://git-lfs.github.com/spec/v1\n");
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("pointer of Git LFS");
        Files.writeString(file, "");
        assertThat(TensorBytes.problems(file)).hasSize(1);
    }

    @Test
    @Tag("slow")
    void real_checkpoints_equal_their_conversion_bit_for_bit() {
        Path data = SharedData.folder("data/weights/resnet_cifar10");
        for (String name : new String[] {"resnet20-12fca82f", "resnet56-4bfd9763"}) {
            try (StateDict checkpoint = StateDict.open(data.resolve(name + ".th"))) {
                assertThat(TensorBytes.contents(checkpoint.withoutPrefix("module.")))
                        .isEqualTo(TensorBytes.contents(data.resolve(name + ".safetensors")));
            }
        }
    }
}
