// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attune.weights.OnnxBytes.encoder;
import static org.attune.weights.OnnxBytes.header;
import static org.attune.weights.OnnxBytes.model;
import static org.attune.weights.OnnxBytes.node;
import static org.attune.weights.OnnxBytes.tensor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEncoderTest {

    private static final String WEIGHT = "encoder.layer.0.attention.self.query.weight";

    @TempDir
    Path folder;

    private Path file(OnnxBytes graph) throws IOException {
        return Files.write(folder.resolve("model.onnx"), model(graph));
    }

    private List<String> problems(OnnxBytes graph) throws IOException {
        return TensorBytes.problems(file(graph));
    }

    private static String floats(int... values) {
        StringBuilder hex = new StringBuilder();
        for (int value : values) {
            hex.append(String.format("%08x", Integer.reverseBytes(Float.floatToIntBits(value))));
        }
        return hex.toString();
    }

    @Test
    void weights_come_with_hugging_face_names_in_the_orientation_of_pytorch() throws IOException {
        Map<String, String> contents = TensorBytes.contents(file(encoder()));
        assertThat(contents)
                .containsOnlyKeys(
                        "embeddings.word_embeddings.weight", "encoder.layer.0.attention.self.query.bias", WEIGHT)
                .containsEntry(WEIGHT, WEIGHT + " F32[3, 2] " + floats(0, 3, 1, 4, 2, 5));
    }

    @Test
    void a_stream_is_read_like_a_file_and_leaves_nothing_behind() throws IOException {
        byte[] model = model(encoder());
        Map<String, String> expected = TensorBytes.contents(file(encoder()));
        try (PointerScope scope = new PointerScope();
                OnnxEncoder encoder = OnnxEncoder.open(new ByteArrayInputStream(model), "resource minilm.onnx")) {
            assertThat(TensorBytes.contents(encoder)).isEqualTo(expected);
            assertThatThrownBy(() -> encoder.load("pooler.dense.weight"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("resource minilm.onnx: has no tensor \"pooler.dense.weight\"");
        }
    }

    @Test
    void a_node_without_a_path_is_named_by_the_bias_that_follows() throws IOException {
        OnnxBytes graph = new OnnxBytes()
                .message(1, node("MatMul", "MatMul_17", "x", "787"))
                .message(1, node("Add", "Add_18", "MatMul_17_output_0", "pooler.dense.bias"))
                .message(5, tensor("pooler.dense.bias", 3))
                .message(5, tensor("787", 2, 3));
        assertThat(TensorBytes.contents(file(graph)).get("pooler.dense.weight")).contains("F32[3, 2]");
    }

    @Test
    void a_weight_that_nothing_names_is_refused() throws IOException {
        OnnxBytes graph = new OnnxBytes()
                .message(1, node("MatMul", "MatMul_17", "x", "787"))
                .message(5, tensor("787", 2, 3));
        assertThat(problems(graph)).singleElement().asString().contains("\"MatMul_17\" multiplies by \"787\"");
    }

    @Test
    void gemm_is_transposed_only_if_it_does_not_transpose_itself() throws IOException {
        OnnxBytes transB = new OnnxBytes().text(1, "transB").number(3, 1).number(20, 2);
        OnnxBytes graph = new OnnxBytes()
                .message(
                        1,
                        node("Gemm", "/pooler/dense/Gemm", "x", "pooler.dense.weight")
                                .message(5, transB))
                .message(1, node("Gemm", "/classifier/Gemm", "x", "onnx::Gemm_9"))
                .message(5, tensor("pooler.dense.weight", 2, 3))
                .message(5, tensor("onnx::Gemm_9", 2, 3));
        assertThat(TensorBytes.contents(file(graph)).get("pooler.dense.weight")).contains("F32[2, 3]");
        assertThat(TensorBytes.contents(file(graph)).get("classifier.weight")).contains("F32[3, 2]");
    }

    @Test
    void a_parameter_stored_once_for_two_names_is_read_under_both() throws IOException {
        OnnxBytes copy = new OnnxBytes()
                .text(1, "a.LayerNorm.bias")
                .text(2, "b.LayerNorm.bias")
                .text(4, "Identity");
        OnnxBytes graph = encoder().message(5, tensor("a.LayerNorm.bias", 2)).message(1, copy);
        assertThat(TensorBytes.contents(file(graph)).get("b.LayerNorm.bias")).contains("F32[2] " + floats(0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Attention", "MatMulInteger", "DynamicQuantizeLinear", "Conv", "If", "FusedMatMul", ""})
    void the_first_operator_that_no_plain_export_has_is_named(String operator) throws IOException {
        OnnxBytes graph = encoder().message(1, node(operator, "/odd/one", "x")).message(1, node("Odder", "/two", "x"));
        assertThat(problems(graph))
                .singleElement()
                .asString()
                .contains("node \"/odd/one\" has the operator \"" + operator + "\"", "[weights.onnx-node]");
    }

    @Test
    void an_operator_of_another_domain_is_refused_even_under_a_plain_name() throws IOException {
        OnnxBytes graph = encoder().message(1, node("Gelu", "/gelu", "x").text(7, "com.microsoft"));
        assertThat(problems(graph)).singleElement().asString().contains("\"com.microsoft.Gelu\"");
    }

    @Test
    void external_data_is_refused_by_the_tensors_name() throws IOException {
        OnnxBytes external = header("a.weight", 1, 2).message(13, new OnnxBytes().text(1, "location"));
        assertThat(problems(encoder().message(5, external)))
                .singleElement()
                .asString()
                .contains("tensor \"a.weight\" keeps its data in another file", "[weights.external-data]");
        OnnxBytes marked = header("a.weight", 1, 2).number(14, 1);
        assertThat(problems(encoder().message(5, marked)))
                .singleElement()
                .asString()
                .contains("another file");
    }

    @Test
    void data_that_does_not_fit_the_shape_is_refused() throws IOException {
        assertThat(problems(encoder().message(5, header("a.weight", 1, 2).bytes(9, new byte[7]))))
                .singleElement()
                .asString()
                .contains("\"a.weight\" is a.weight F32[2] and has 7 bytes of plain data");
        assertThat(problems(encoder().message(5, header("a.weight", 1, -2))))
                .singleElement()
                .asString()
                .contains("[-2]");
        assertThat(problems(encoder().message(5, header("a.weight", 1, 1L << 40, 1L << 40))))
                .hasSize(1);
        assertThat(problems(encoder().message(5, header("a.weight", 8, 1))))
                .singleElement()
                .asString()
                .contains("type 8");
    }

    @Test
    void a_name_that_is_a_novel_is_refused() throws IOException {
        assertThat(problems(encoder().message(1, node("Add", "x".repeat(100_000)))))
                .singleElement()
                .asString()
                .contains("a name of 100009 bytes");
    }

    @Test
    void packed_dimensions_and_floats_are_read() throws IOException {
        OnnxBytes dims = new OnnxBytes().varint(1).varint(2);
        OnnxBytes packed = new OnnxBytes()
                .message(1, dims)
                .number(2, 1)
                .text(8, "a.weight")
                .bytes(4, new byte[8]);
        assertThat(TensorBytes.contents(file(encoder().message(5, packed))))
                .containsEntry("a.weight", "a.weight F32[1, 2] 0000000000000000");
    }

    @Test
    void two_tensors_of_one_name_are_refused() throws IOException {
        assertThat(problems(encoder().message(5, tensor("onnx::MatMul_787", 1))))
                .hasSize(1);
        assertThat(problems(encoder().message(5, tensor(WEIGHT, 3, 2))))
                .singleElement()
                .asString()
                .contains("[weights.duplicate-tensor]");
    }

    @Test
    void a_factor_that_is_no_matrix_is_refused() throws IOException {
        OnnxBytes graph = new OnnxBytes()
                .message(1, node("MatMul", "/a/MatMul", "x", "onnx::MatMul_1"))
                .message(5, tensor("onnx::MatMul_1", 3));
        assertThat(problems(graph)).singleElement().asString().contains("weight is a matrix");
    }

    @Test
    void other_files_and_truncated_ones_are_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.onnx"), "<!DOCTYPE html><html></html>");
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("weights.onnx");
        byte[] whole = model(encoder());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(TensorBytes.problems(file)).as("%d bytes", length).hasSize(1);
        }
    }

    @Test
    @Tag("slow")
    void a_real_network_that_is_no_encoder_is_refused_by_its_first_odd_node() {
        Path cnn = SharedData.folder("data/weights/mnist_cnn").resolve("cnn_mnist.onnx");
        assertThat(TensorBytes.problems(cnn)).singleElement().asString().contains("the operator \"Conv\"");
    }
}
