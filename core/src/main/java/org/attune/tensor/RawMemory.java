// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The bytes of contiguous CPU tensors, for loops in Java. */
final class RawMemory {

    private RawMemory() {}

    /** Without values. */
    static Tensor empty(ScalarType type, long... shape) {
        return torch.empty(shape, new TensorOptions(type), null);
    }

    /** Where a tensor's values begin; as valid as the tensor. */
    static BytePointer memory(Tensor tensor) {
        return new BytePointer(tensor.data_ptr());
    }

    /** Some bytes, in the machine's order. May be called on any thread. */
    static ByteBuffer part(BytePointer memory, long offset, int bytes) {
        BytePointer start = memory.getPointer(offset);
        return start.limit(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }
}
