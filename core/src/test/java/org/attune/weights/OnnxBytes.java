// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A protobuf writer that knows just enough of onnx.proto to write an encoder. */
final class OnnxBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OnnxBytes number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    OnnxBytes bytes(int field, byte[] value) {
        varint(((long) field << 3) | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    OnnxBytes text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    OnnxBytes message(int field, OnnxBytes value) {
        return bytes(field, value.toBytes());
    }

    OnnxBytes varint(long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) ((rest & 0x7f) | 0x80));
        }
        out.write((int) rest);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** {@code NodeProto} with one output, named after the node. */
    static OnnxBytes node(String operator, String name, String... inputs) {
        OnnxBytes node = new OnnxBytes();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, name + "_output_0").text(3, name).text(4, operator);
    }

    /** {@code TensorProto} of float32 values that count up from zero. */
    static OnnxBytes tensor(String name, long... dims) {
        OnnxBytes tensor = header(name, 1, dims);
        int elements = 1;
        for (long dim : dims) {
            elements *= (int) dim;
        }
        ByteBuffer data = ByteBuffer.allocate(4 * elements).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            data.putFloat(i);
        }
        return tensor.bytes(9, data.array());
    }

    /** {@code TensorProto} without data. */
    static OnnxBytes header(String name, int type, long... dims) {
        OnnxBytes tensor = new OnnxBytes();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        return tensor.number(2, type).text(8, name);
    }

    /** A model of this graph. */
    static byte[] model(OnnxBytes graph) {
        return new OnnxBytes().number(1, 6).text(2, "pytorch").message(7, graph).toBytes();
    }

    /** An encoder of one linear layer, as PyTorch exports it. */
    static OnnxBytes encoder() {
        String path = "/encoder/layer.0/attention/self/query/";
        return new OnnxBytes()
                .message(1, node("Constant", "/Constant"))
                .message(1, node("Gather", "/embeddings/word_embeddings/Gather", "embeddings.word_embeddings.weight"))
                .message(1, node("MatMul", path + "MatMul", "/embeddings/out", "onnx::MatMul_787"))
                .message(
                        1,
                        node(
                                "Add",
                                path + "Add",
                                "encoder.layer.0.attention.self.query.bias",
                                path + "MatMul_output_0"))
                .message(5, tensor("embeddings.word_embeddings.weight", 4, 2))
                .message(5, tensor("encoder.layer.0.attention.self.query.bias", 3))
                .message(5, tensor("onnx::MatMul_787", 2, 3));
    }
}
