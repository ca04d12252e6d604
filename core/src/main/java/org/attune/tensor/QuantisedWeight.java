// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as {@link Nf4}, bit for bit as bitsandbytes has it: about 0.516 bytes a value with double quantisation. It lives in CPU
 * memory and never changes.
 */
public final class QuantisedWeight {

    /** Values that a thread takes at once: what it reads and writes stays in its cache. */
    private static final int CHUNK = 512 * Nf4.BLOCK;

    private final long[] shape;
    private final Tensor packed;
    private final Scales scales;

    /**
     * One for each block.
     *
     * @param codes fp32, or numbers in {@link DynamicMap} of what is left after the offset
     * @param second fp32, one for each {@link Nf4#SCALES} codes; null where the scales are fp32
     */
    private record Scales(Tensor codes, @Nullable Tensor second, float offset) {}

    private QuantisedWeight(long[] shape, Tensor packed, Scales scales) {
        this.shape = shape;
        this.packed = packed;
        this.scales = scales;
    }

    /** Of a tensor of any floating type, in the current scope. */
    public static QuantisedWeight of(Tensor values, Storage storage) {
        long count = values.numel();
        Tensor packed = empty(ScalarType.Byte, (count + 1) / 2);
        Tensor largest = empty(ScalarType.Float, (count + Nf4.BLOCK - 1) / Nf4.BLOCK);
        try (Scope scope = Scope.open()) {
            Tensor wide = values.detach().to(ScalarType.Float).contiguous();
            BytePointer from = memory(wide);
            BytePointer to = memory(packed);
            BytePointer scales = memory(largest);
            chunks(count).forEach(start -> {
                int size = (int) Math.min(CHUNK, count - start);
                int blocks = (size + Nf4.BLOCK - 1) / Nf4.BLOCK;
                float[] chunk = new float[size];
                byte[] bytes = new byte[(size + 1) / 2];
                float[] scale = new float[blocks];
                part(from, start * Float.BYTES, size * Float.BYTES)
                        .asFloatBuffer()
                        .get(chunk);
                Nf4.pack(chunk, size, bytes, scale);
                part(to, start / 2, bytes.length).put(bytes);
                part(scales, start / Nf4.BLOCK * Float.BYTES, blocks * Float.BYTES)
                        .asFloatBuffer()
                        .put(scale);
            });
        }
        Scales scales = storage == Storage.NF4_DOUBLE ? compress(largest) : new Scales(largest, null, 0);
        return new QuantisedWeight(Tensors.shape(values), packed, scales);
    }

    /** Quantises the scales: their mean is taken away, as they are all positive and the data type is signed. */
    private static Scales compress(Tensor largest) {
        int count = Math.toIntExact(largest.numel());
        float[] values = Tensors.floats(largest);
        float offset = (float) Tensors.item(largest.mean());
        byte[] codes = new byte[count];
        float[] second = new float[(count + Nf4.SCALES - 1) / Nf4.SCALES];
        for (int i = 0; i < count; i++) {
            values[i] -= offset;
        }
        for (int block = 0; block < second.length; block++) {
            int from = block * Nf4.SCALES;
            int to = Math.min(from + Nf4.SCALES, count);
            boolean whole = to - from == Nf4.SCALES;
            float largestHere = Nf4.largest(values, from, to);
            float divisor = Math.max(largestHere, Nf4.SMALLEST);
            second[block] = whole ? largestHere : divisor;
            for (int i = from; i < to; i++) {
                codes[i] = (byte) DynamicMap.code(whole ? values[i] * (1 / divisor) : values[i] / divisor);
            }
        }
        largest.close();
        Tensor kept = empty(ScalarType.Byte, count);
        part(memory(kept), 0, count).put(codes);
        return new Scales(kept, Tensors.of(second, second.length), offset);
    }

    /** A new tensor of these values, bf16 or wider. */
    public Tensor values(ScalarType type) {
        return joined(List.of(this), type);
    }

    /** The values of several weights of the same width, one below the other. */
    static Tensor joined(List<QuantisedWeight> weights, ScalarType type) {
        long[] shape = weights.get(0).shape();
        shape[0] = weights.stream().mapToLong(weight -> weight.shape[0]).sum();
        ScalarType direct = type == ScalarType.BFloat16 ? type : ScalarType.Float;
        Tensor target = empty(direct, shape);
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
        BytePointer from = memory(packed);
        BytePointer to = memory(target);
        Scaling scaling = new Scaling(scales);
        chunks(count).forEach(start -> {
            int size = (int) Math.min(CHUNK, count - start);
            byte[] bytes = new byte[CHUNK / 2];
            part(from, start / 2, (size + 1) / 2).get(bytes, 0, (size + 1) / 2);
            int blocks = (size + Nf4.BLOCK - 1) / Nf4.BLOCK;
            float[] scale = scaling.of(start / Nf4.BLOCK, blocks);
            ByteBuffer place = part(to, start * width, size * width);
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

    /** Scales in fp32, some at a time. */
    private static final class Scaling {
        private final BytePointer codes;
        private final float @Nullable [] second;
        private final float offset;

        Scaling(Scales scales) {
            codes = memory(scales.codes());
            second = scales.second() == null ? null : Tensors.floats(scales.second());
            offset = scales.offset();
        }

        float[] of(long first, int count) {
            float[] values = new float[count];
            if (second == null) {
                part(codes, first * Float.BYTES, count * Float.BYTES)
                        .asFloatBuffer()
                        .get(values);
                return values;
            }
            byte[] numbers = new byte[count];
            part(codes, first, count).get(numbers);
            for (int i = 0; i < count; i++) {
                values[i] = DynamicMap.VALUES[numbers[i] & 255] * second[(int) ((first + i) / Nf4.SCALES)] + offset;
            }
            return values;
        }
    }

    /** Hands it to the scope around this one. */
    public QuantisedWeight keptBy(Scope scope) {
        scope.keep(packed);
        scope.keep(scales.codes());
        if (scales.second() != null) {
            scope.keep(scales.second());
        }
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
        long second = scales.second() == null ? 0 : scales.second().nbytes() + Float.BYTES;
        return packed.nbytes() + scales.codes().nbytes() + second;
    }

    /** Where chunks start; in parallel where libtorch's operators are. */
    private static LongStream chunks(long count) {
        int number = Math.toIntExact((count + CHUNK - 1) / CHUNK);
        LongStream starts = IntStream.range(0, number).mapToLong(i -> (long) i * CHUNK);
        return Engine.threads() > 1 ? starts.parallel() : starts;
    }

    private static Tensor empty(ScalarType type, long... shape) {
        return torch.empty(shape, new TensorOptions(type), null);
    }

    private static BytePointer memory(Tensor tensor) {
        return new BytePointer(tensor.data_ptr());
    }

    private static ByteBuffer part(BytePointer memory, long offset, int bytes) {
        BytePointer start = memory.getPointer(offset);
        return start.limit(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }
}
