// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A tensor as {@link Nf4}, bit for bit as bitsandbytes has it: about 0.516 bytes a value with double quantisation. It lives in CPU
 * memory and never changes.
 */
public final class QuantisedWeight {

    /** Values that a thread takes at once: what it reads and writes stays in its cache. */
    private static final int CHUNK = 512 * Nf4.BLOCK;

    private final long[] shape;
    private final Tensor packed;
    private final BlockScales scales;

    private QuantisedWeight(long[] shape, Tensor packed, BlockScales scales) {
        this.shape = shape;
        this.packed = packed;
        this.scales = scales;
    }

    /** Of a tensor of any floating type, in the current scope. */
    public static QuantisedWeight of(Tensor values, Storage storage) {
        long count = values.numel();
        Tensor packed = RawMemory.empty(ScalarType.Byte, (count + 1) / 2);
        Tensor largest = RawMemory.empty(ScalarType.Float, (count + Nf4.BLOCK - 1) / Nf4.BLOCK);
        try (Scope scope = Scope.open()) {
            Tensor wide = values.detach().to(ScalarType.Float).contiguous();
            BytePointer from = RawMemory.memory(wide);
            BytePointer to = RawMemory.memory(packed);
            BytePointer scales = RawMemory.memory(largest);
            chunks(count).forEach(start -> {
                int size = (int) Math.min(CHUNK, count - start);
                int blocks = (size + Nf4.BLOCK - 1) / Nf4.BLOCK;
                float[] chunk = new float[size];
                byte[] bytes = new byte[(size + 1) / 2];
                float[] scale = new float[blocks];
                RawMemory.part(from, start * Float.BYTES, size * Float.BYTES)
                        .asFloatBuffer()
                        .get(chunk);
                Nf4.pack(chunk, size, bytes, scale);
                RawMemory.part(to, start / 2, bytes.length).put(bytes);
                RawMemory.part(scales, start / Nf4.BLOCK * Float.BYTES, blocks * Float.BYTES)
                        .asFloatBuffer()
                        .put(scale);
            });
        }
        boolean twice = storage == Storage.NF4_DOUBLE;
        return new QuantisedWeight(Tensors.shape(values), packed, BlockScales.of(largest, twice));
    }

    /** A new tensor of these values, bf16 or wider. */
    public Tensor values(ScalarType type) {
        return joined(List.of(this), type, new ReadingMemory());
    }

    /** The values of several weights of the same width, one below the other, in memory that is used again. */
    static Tensor joined(List<QuantisedWeight> weights, ScalarType type, ReadingMemory memory) {
        long[] shape = weights.get(0).shape();
        shape[0] = weights.stream().mapToLong(weight -> weight.shape[0]).sum();
        ScalarType direct = type == ScalarType.BFloat16 ? type : ScalarType.Float;
        Tensor target = memory.take(direct, shape);
        long row = 0;
        for (QuantisedWeight weight : weights) {
            weight.into(target.narrow(0, row, weight.shape[0]));
            row += weight.shape[0];
        }
        return direct == type ? target : target.to(type);
    }

    /** Writes the values into contiguous bf16 or fp32 memory of as many values. */
    public void into(Tensor target) {
        boolean narrow = Tensors.type(target) == ScalarType.BFloat16;
        int width = narrow ? Short.BYTES : Float.BYTES;
        long count = target.numel();
        BytePointer from = RawMemory.memory(packed);
        BytePointer to = RawMemory.memory(target);
        BlockScales.Reader scaling = scales.reader();
        chunks(count).forEach(start -> {
            int size = (int) Math.min(CHUNK, count - start);
            byte[] bytes = new byte[CHUNK / 2];
            RawMemory.part(from, start / 2, (size + 1) / 2).get(bytes, 0, (size + 1) / 2);
            int blocks = (size + Nf4.BLOCK - 1) / Nf4.BLOCK;
            float[] scale = scaling.read(start / Nf4.BLOCK, blocks);
            ByteBuffer place = RawMemory.part(to, start * width, size * width);
            if (narrow) {
                int[] pairs = new int[blocks * Nf4.BLOCK / 2];
                Nf4.unpack(bytes, scale, blocks, pairs);
                place.asIntBuffer().put(pairs, 0, size / 2);
                if (size % 2 == 1) {
                    place.putShort((size - 1) * Short.BYTES, (short) pairs[size / 2]);
                }
            } else {
                float[] values = new float[blocks * Nf4.BLOCK];
                Nf4.unpack(bytes, scale, blocks, values);
                place.asFloatBuffer().put(values, 0, size);
            }
        });
    }

    /** Hands it to the scope around this one. */
    public QuantisedWeight keptBy(Scope scope) {
        scope.keep(packed);
        scales.keptBy(scope);
        return this;
    }

    public long[] shape() {
        return shape.clone();
    }

    /** Two values a byte, uint8. */
    Tensor packed() {
        return packed;
    }

    /** uint8 with double quantisation, otherwise fp32. */
    Tensor scaleCodes() {
        return scales.codes();
    }

    /** Bytes that it occupies. */
    public long bytes() {
        return packed.nbytes() + scales.bytes();
    }

    /** Where chunks start; in parallel where libtorch's operators are. */
    private static LongStream chunks(long count) {
        int number = Math.toIntExact((count + CHUNK - 1) / CHUNK);
        LongStream starts = IntStream.range(0, number).mapToLong(i -> (long) i * CHUNK);
        return Engine.threads() > 1 ? starts.parallel() : starts;
    }
}
