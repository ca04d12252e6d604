// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** CPU tensors as bytes: allocation, and views of their memory that Java's channels read and write without a copy. */
final class NativeTensors {

    /** One read or write of a channel; large enough that calls cost nothing, small enough to answer an interrupt. */
    static final int CHUNK_BYTES = 16 << 20;

    private NativeTensors() {}

    /** What happens to each piece of a tensor's memory. */
    interface Piece {
        void at(long offset, ByteBuffer bytes);
    }

    /** An uninitialised contiguous tensor; the caller has checked that the file holds that many bytes. */
    static Tensor allocate(DType dtype, long... shape) {
        try (TensorOptions options = new TensorOptions(dtype.scalarType())) {
            return torch.empty(shape, options, null);
        }
    }

    static TensorInfo describe(String name, Tensor tensor) {
        return new TensorInfo(name, DType.of(tensor), shape(tensor));
    }

    static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        try (LongArrayRef sizes = tensor.sizes()) {
            for (int i = 0; i < shape.length; i++) {
                shape[i] = sizes.get(i);
            }
        }
        return shape;
    }

    /** Walks over the memory of a contiguous CPU tensor in pieces that a ByteBuffer can address. */
    static void eachPiece(Tensor contiguous, Piece piece) {
        long total = contiguous.nbytes();
        if (total == 0) {
            return; // no memory to point at
        }
        try (Pointer start = contiguous.data_ptr();
                BytePointer memory = new BytePointer(start)) {
            for (long offset = 0; offset < total; offset += CHUNK_BYTES) {
                // an address of its own for each: a pointer's position does not reach beyond 2 GiB as a ByteBuffer
                try (BytePointer part = memory.getPointer(offset)) {
                    piece.at(
                            offset,
                            part.limit(Math.min(CHUNK_BYTES, total - offset)).asByteBuffer());
                }
            }
        }
    }

    /** A contiguous copy of what sizes and strides (in elements) select from flat memory. */
    static Tensor gather(Tensor flat, long[] sizes, long[] strides) {
        try (Tensor view = flat.as_strided(sizes, strides)) {
            return compact(view);
        }
    }

    /** A contiguous copy with the two dimensions swapped. */
    static Tensor transposed(Tensor matrix) {
        try (Tensor view = matrix.t()) {
            return compact(view);
        }
    }

    private static Tensor compact(Tensor view) {
        Tensor result = allocate(DType.of(view), shape(view));
        result.copy_(view); // hands back its receiver, the very same Java object: must not be closed
        return result;
    }
}
