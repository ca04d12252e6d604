// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

/**
 * NormalFloat of four bits (Dettmers et al. 2023, section 3 and appendix E): 16 values that are equally likely under a normal
 * distribution, scaled to the largest magnitude of a block. Two values a byte, the first one in the upper half.
 */
final class Nf4 {

    /** Values with a common scale, along the flattened weight. */
    static final int BLOCK = 64;

    /** Scales with a common scale of their own, where they are quantised too. */
    static final int SCALES = 256;

    /** As published, to the bit. */
    private static final float[] VALUES = {
        -1.0f,
        -0.6961928f,
        -0.52507305f,
        -0.3949175f,
        -0.28444138f,
        -0.18477343f,
        -0.091050036f,
        0.0f,
        0.0795803f,
        0.1609302f,
        0.2461123f,
        0.33791524f,
        0.44070983f,
        0.562617f,
        0.72295684f,
        1.0f
    };

    private static final float[] BOUNDS = DynamicMap.bounds(VALUES);

    /** The reference divides by no less. */
    static final float SMALLEST = 1e-38f;

    private Nf4() {}

    /** Quantises {@code count} values, of which only the last block may be a part of one; gives the scales of the blocks. */
    static void pack(float[] values, int count, byte[] packed, float[] scales) {
        for (int block = 0; block * BLOCK < count; block++) {
            int from = block * BLOCK;
            int to = Math.min(from + BLOCK, count);
            float scale = largest(values, from, to);
            boolean whole = to - from == BLOCK;
            float divisor = Math.max(scale, SMALLEST);
            scales[block] = whole ? scale : divisor;
            float factor = 1 / divisor;
            for (int i = from; i < to; i += 2) {
                // the reference multiplies whole blocks by the inverse and divides a part of one
                int first = code(whole ? values[i] * factor : values[i] / divisor);
                int second = i + 1 == to ? code(0) : code(whole ? values[i + 1] * factor : values[i + 1] / divisor);
                packed[i / 2] = (byte) (first << 4 | second);
            }
        }
    }

    /** The largest magnitude; not a number where one of the values is none. */
    static float largest(float[] values, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    /** The number of the value nearest to v, the lower one of two: four comparisons. */
    private static int code(float v) {
        int code = v > BOUNDS[7] ? 8 : 0;
        code += v > BOUNDS[code + 3] ? 4 : 0;
        code += v > BOUNDS[code + 1] ? 2 : 0;
        return code + (v > BOUNDS[code] ? 1 : 0);
    }

    /** The inverse in fp32. */
    static void unpack(byte[] packed, float[] scales, int blocks, float[] to) {
        float[] scaled = new float[16];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = VALUES[i] * scales[block];
            }
            int at = block * (BLOCK / 2);
            for (int i = at; i < at + BLOCK / 2; i++) {
                to[2 * i] = scaled[packed[i] >>> 4 & 15];
                to[2 * i + 1] = scaled[packed[i] & 15];
            }
        }
    }

    /** The inverse in bf16, two neighbours as one int: each block has a table of its 16 values, scaled and rounded. */
    static void unpack(byte[] packed, float[] scales, int blocks, int[] to) {
        int[] scaled = new int[16];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = bf16(VALUES[i] * scales[block]);
            }
            int at = block * (BLOCK / 2);
            for (int i = at; i < at + BLOCK / 2; i++) {
                to[i] = scaled[packed[i] >>> 4 & 15] | scaled[packed[i] & 15] << 16;
            }
        }
    }

    /** The bits of the nearest bf16, the even one of two. */
    private static int bf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
    }
}
