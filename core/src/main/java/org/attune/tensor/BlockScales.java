// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The scales of a quantised weight, one for each block.
 *
 * @param codes fp32, or numbers in {@link DynamicMap} of what is left after the offset
 * @param second fp32, one for each {@link Nf4#SCALES} codes; null where the scales are fp32
 */
record BlockScales(Tensor codes, @Nullable Tensor second, float offset) {

    /** Of the largest magnitudes, fp32, in the current scope; {@code twice} quantises them too. */
    static BlockScales of(Tensor largest, boolean twice) {
        return twice ? compressed(largest) : new BlockScales(largest, null, 0);
    }

    /** Their mean is taken away, as they are all positive and the data type is signed. */
    private static BlockScales compressed(Tensor largest) {
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
            float scale = Nf4.largest(values, from, to);
            float divisor = Math.max(scale, Nf4.SMALLEST);
            second[block] = whole ? scale : divisor;
            float factor = 1 / divisor;
            for (int i = from; i < to; i++) {
                codes[i] = (byte) DynamicMap.code(whole ? values[i] * factor : values[i] / divisor);
            }
        }
        largest.close();
        Tensor kept = RawMemory.empty(ScalarType.Byte, count);
        RawMemory.part(RawMemory.memory(kept), 0, count).put(codes);
        return new BlockScales(kept, Tensors.of(second, second.length), offset);
    }

    void keptBy(Scope scope) {
        scope.keep(codes);
        if (second != null) {
            scope.keep(second);
        }
    }

    long bytes() {
        return codes.nbytes() + (second == null ? 0 : second.nbytes() + Float.BYTES);
    }

    Reader reader() {
        return new Reader(RawMemory.memory(codes), second == null ? null : Tensors.floats(second), offset);
    }

    /** Reads scales in fp32, some at a time, on any thread. */
    static final class Reader {

        private final BytePointer codes;
        private final float @Nullable [] second;
        private final float offset;

        private Reader(BytePointer codes, float @Nullable [] second, float offset) {
            this.codes = codes;
            this.second = second;
            this.offset = offset;
        }

        float[] read(long first, int count) {
            float[] values = new float[count];
            if (second == null) {
                RawMemory.part(codes, first * Float.BYTES, count * Float.BYTES)
                        .asFloatBuffer()
                        .get(values);
                return values;
            }
            byte[] numbers = new byte[count];
            RawMemory.part(codes, first, count).get(numbers);
            for (int i = 0; i < count; i++) {
                values[i] = DynamicMap.VALUES[numbers[i] & 255] * second[(int) ((first + i) / Nf4.SCALES)] + offset;
            }
            return values;
        }
    }
}
