// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedCheckpointTest {

    @TempDir
    Path folder;

    private void shard(String file, String tensor, int bytes) throws IOException {
        Path written = SafetensorsTest.write(
                folder,
                "{\"" + tensor + "\":{\"dtype\":\"U8\",\"shape\":[" + bytes + "],\"data_offsets\":[0," + bytes + "]}}",
                bytes);
        Files.move(written, folder.resolve(file));
    }

    private Path index(String weightMap) throws IOException {
        return Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":3,\"more\":[{}]},\"weight_map\":" + weightMap + "}");
    }

    @BeforeEach
    void two_shards() throws IOException {
        shard("one.safetensors", "a", 1);
        shard("two.safetensors", "b", 2);
    }

    @Test
    void shards_read_as_one_checkpoint_in_the_order_of_the_index() throws IOException {
        index("{\"b\":\"two.safetensors\",\"a\":\"one.safetensors\"}");
        try (Checkpoint checkpoint = CheckpointFiles.open(folder)) {
            assertThat(checkpoint.tensors().keySet()).containsExactly("b", "a");
            assertThat(TensorBytes.contents(checkpoint)).containsEntry("b", "b U8[2] 0001");
            assertThat(checkpoint.sha256()).hasSize(64).isEqualTo(checkpoint.sha256());
        }
    }

    @Test
    void what_a_shard_holds_beyond_the_index_is_offered_too() throws IOException {
        index("{\"b\":\"two.safetensors\"}");
        shard("three.safetensors", "c", 1);
        assertThat(TensorBytes.contents(folder).keySet()).containsExactly("b");
        index("{\"b\":\"two.safetensors\",\"c\":\"three.safetensors\"}");
        assertThat(TensorBytes.contents(folder).keySet()).containsExactly("b", "c");
    }

    @Test
    void a_missing_shard_is_named() throws IOException {
        index("{\"a\":\"one.safetensors\",\"b\":\"zwei.safetensors\"}");
        assertThat(TensorBytes.problems(folder))
                .singleElement()
                .asString()
                .contains("\"zwei.safetensors\", which is not there", "[weights.shard-missing]");
    }

    @Test
    void a_shard_name_that_leaves_the_folder_is_refused_and_not_opened() throws IOException {
        index("{\"a\":\"../one.safetensors\",\"b\":\"/etc/passwd\",\"c\":\"..\",\"d\":\"C:\\\\x\",\"e\":\"\"}");
        assertThat(TensorBytes.problems(folder))
                .hasSize(5)
                .allSatisfy(text -> assertThat(text).contains("[weights.shard-name]"));
    }

    @Test
    void a_tensor_in_another_shard_than_the_index_says_is_named() throws IOException {
        index("{\"a\":\"two.safetensors\",\"b\":\"two.safetensors\"}");
        assertThat(TensorBytes.problems(folder))
                .singleElement()
                .asString()
                .contains("says that \"a\" is in \"two.safetensors\"", "[weights.wrong-shard]");
    }

    @Test
    void a_tensor_in_two_shards_is_refused() throws IOException {
        shard("again.safetensors", "a", 1);
        index("{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\",\"c\":\"again.safetensors\"}");
        assertThat(TensorBytes.problems(folder))
                .anySatisfy(text -> assertThat(text).contains("both hold \"a\"", "[weights.duplicate-tensor]"));
    }

    @Test
    void an_index_without_a_weight_map_or_with_odd_values_is_refused() throws IOException {
        index("{}");
        assertThat(TensorBytes.problems(folder)).singleElement().asString().contains("has no weight_map");
        index("{\"a\":1,\"b\":[\"x\"]}");
        assertThat(TensorBytes.problems(folder)).hasSize(2).first().asString().contains("names no file for \"a\"");
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"x\",\"a\":\"y\"}}");
        assertThat(TensorBytes.problems(folder)).singleElement().asString().contains("[weights.json]");
    }

    @Test
    void problems_of_all_shards_are_listed_at_once() throws IOException {
        Files.writeString(folder.resolve("one.safetensors"), "x");
        Files.writeString(folder.resolve("two.safetensors"), "y");
        index("{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}");
        assertThat(TensorBytes.problems(folder)).hasSize(2);
    }
}
