// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Arrays;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** An initialiser of an ONNX graph: {@code TensorProto} of onnx.proto without its data. */
final class OnnxTensor {

    private static final Map<Long, DType> TYPES = Map.of(
            1L,
            DType.F32,
            2L,
            DType.U8,
            3L,
            DType.I8,
            5L,
            DType.I16,
            6L,
            DType.I32,
            7L,
            DType.I64,
            9L,
            DType.BOOL,
            10L,
            DType.F16,
            11L,
            DType.F64,
            16L,
            DType.BF16);

    private long[] dims = new long[0];
    private long type;
    private String name = "";
    private boolean external;
    private StateDict.@Nullable Span data;

    private OnnxTensor() {}

    static OnnxTensor read(ProtoFields.Value message) {
        OnnxTensor tensor = new OnnxTensor();
        message.message(tensor::field);
        return tensor;
    }

    String name() {
        return name;
    }

    /** Where the data lies, in checked agreement with {@link #info}. */
    StateDict.Span data(FileBytes file) {
        TensorInfo info = info(file);
        if (external) {
            throw wrong(
                    file,
                    "weights.external-data",
                    "keeps its data in another file",
                    "export the model again into a single file");
        }
        StateDict.Span found = data == null ? new StateDict.Span(0, 0) : data;
        if (found.bytes() != info.bytes()) {
            throw wrong(
                    file,
                    "weights.onnx",
                    "is " + info + " and has " + found.bytes() + " bytes of plain data",
                    "export the model again; data must be raw_data of the tensor's own type");
        }
        return found;
    }

    /** Element type and shape as stored. */
    TensorInfo info(FileBytes file) {
        DType dtype = TYPES.get(type);
        if (dtype == null) {
            throw wrong(
                    file,
                    "weights.dtype",
                    "has ONNX element type " + type,
                    "export the model with float32, float16 or bfloat16 weights");
        }
        if (!TensorInfo.isPossible(dims, dtype)) {
            throw wrong(file, "weights.shape", "has shape " + Arrays.toString(dims), "export the model again");
        }
        return new TensorInfo(name, dtype, dims);
    }

    private void field(int number, ProtoFields.Value value) {
        switch (number) {
            case 1 -> {
                if (value.isBytes()) {
                    value.packed(this::dimension);
                } else {
                    dimension(value.number());
                }
            }
            case 2 -> type = value.number();
            case 8 -> name = value.text();
            case 9 -> data = value.bytes();
            case 4, 10 -> { // packed floats and doubles have the very bytes that raw_data would have
                if (value.isBytes()) {
                    data = value.bytes();
                } else {
                    value.skip();
                }
            }
            case 13 -> {
                external = true;
                value.skip();
            }
            case 14 -> external |= value.number() == 1;
            default -> value.skip();
        }
    }

    private void dimension(long size) {
        // one more than possible is enough to be refused later
        if (dims.length <= TensorInfo.MOST_DIMENSIONS) {
            dims = Arrays.copyOf(dims, dims.length + 1);
            dims[dims.length - 1] = size;
        }
    }

    private InputException wrong(FileBytes file, String code, String found, String fix) {
        return file.wrong(
                code,
                "tensor " + Problem.quote(name) + " " + found,
                "weights are inside the ONNX file as plain numbers",
                fix);
    }
}
