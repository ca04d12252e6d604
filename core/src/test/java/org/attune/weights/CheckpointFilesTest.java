// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointFilesTest {

    @TempDir
    Path folder;

    private void copy(String resource, String name) throws IOException {
        Files.copy(TensorBytes.resource(resource), folder.resolve(name));
    }

    private Class<?> opened() {
        try (Checkpoint checkpoint = CheckpointFiles.open(folder)) {
            return checkpoint.getClass();
        }
    }

    @Test
    void the_format_that_needs_least_interpretation_wins() throws IOException {
        Files.write(folder.resolve("model.onnx"), OnnxBytes.model(OnnxBytes.encoder()));
        assertThat(opened()).isEqualTo(OnnxEncoder.class);
        Files.writeString(
                folder.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{\"0.weight\":\"part.bin\"}}");
        copy("module.pt", "part.bin");
        assertThat(opened()).isEqualTo(ShardedCheckpoint.class);
        copy("module.pth", "pytorch_model.bin");
        assertThat(opened()).isEqualTo(StateDict.class);
        copy("module.safetensors", "model.safetensors");
        assertThat(opened()).isEqualTo(Safetensors.class);
    }

    @ParameterizedTest
    @CsvSource({"module.safetensors, resnet.safetensors", "module.pt, weights.pth", "module.pth, weights.bin"})
    void a_single_file_under_another_name_is_found(String resource, String name) throws IOException {
        copy(resource, name);
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("training_args.bin"), "not weights");
        Files.writeString(folder.resolve("optimizer.pt"), "not weights");
        assertThat(TensorBytes.contents(folder)).hasSize(7);
    }

    @Test
    void several_files_are_not_guessed_between() throws IOException {
        copy("module.safetensors", "one.safetensors");
        copy("module.safetensors", "two.safetensors");
        assertThat(TensorBytes.problems(folder))
                .singleElement()
                .asString()
                .contains("\"one.safetensors\", \"two.safetensors\"", "[weights.several]");
    }

    @ParameterizedTest
    @CsvSource({
        "tf_model.h5, TensorFlow or Flax",
        "flax_model.msgpack, TensorFlow or Flax",
        "model-q4.gguf, serves inference",
        "adapter_config.json, name its base model",
        "model-00001-of-00002.safetensors, shards without their index",
        "readme.md, fetch model.safetensors",
    })
    void a_folder_without_weights_lists_what_it_has_and_says_what_that_is(String name, String advice)
            throws IOException {
        Files.writeString(folder.resolve(name), "x");
        assertThat(TensorBytes.problems(folder)).singleElement().asString().contains("\"" + name + "\"", advice);
    }

    @Test
    void an_empty_folder_and_many_files_are_told() throws IOException {
        assertThat(TensorBytes.problems(folder)).singleElement().asString().contains("no file at all");
        for (int i = 0; i < 30; i++) {
            Files.writeString(folder.resolve("file" + i), "");
        }
        assertThat(TensorBytes.problems(folder)).singleElement().asString().contains("and 10 more");
    }

    @Test
    void a_file_is_opened_by_its_ending_and_others_are_refused() throws IOException {
        copy("module.pt", "A.PT");
        assertThat(TensorBytes.contents(folder.resolve("A.PT"))).hasSize(7);
        Path text = Files.writeString(folder.resolve("a.txt"), "");
        assertThat(TensorBytes.problems(text)).singleElement().asString().contains("[weights.unknown-format]");
        assertThat(TensorBytes.problems(folder.resolve("missing.bin")))
                .singleElement()
                .asString()
                .contains("missing.bin: does not exist");
    }
}
