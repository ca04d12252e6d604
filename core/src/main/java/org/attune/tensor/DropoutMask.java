// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import org.bytedeco.pytorch.Tensor;

/**
 * Dropout masks whose elements are functions of (key of the row, line, element): the same for a row however its batch is put
 * together, padded or split. A <em>line</em> is the last dimension of a tensor, numbered within its row independently of padding.
 * Values are 0 or 1/(1-p) in fp32. libtorch's own dropout draws by batch shape from one serial stream: 32 ms for six million
 * elements against about 4 here.
 */
public final class DropoutMask {

    /** Heads or other groups inside a row are this many lines apart, more than any sequence is long. */
    private static final long GROUP = 1L << 32;

    private DropoutMask() {}

    /**
     * A mask of shape [rows, groups, lines, width].
     *
     * @param rowKeys one key per row, which says seed, step, row and site
     * @param rate the share of elements that become zero, in (0, 1)
     */
    public static Tensor of(long[] rowKeys, int groups, int lines, int width, double rate) {
        int[] bits = new int[Math.multiplyExact(Math.multiplyExact(rowKeys.length * groups, lines), width)];
        int threshold = (int) Math.round(rate * 0x1.0p31);
        int kept = Float.floatToRawIntBits((float) (1 / (1 - rate)));
        int offset = 0;
        for (long rowKey : rowKeys) {
            for (int group = 0; group < groups; group++) {
                for (int line = 0; line < lines; line++) {
                    fill(bits, offset, width, KeyedRandom.bits(rowKey, group * GROUP + line), threshold, kept);
                    offset += width;
                }
            }
        }
        return Tensors.ofBits(bits, rowKeys.length, groups, lines, width);
    }

    /** Integer arithmetic only and no branch, so that the compiler turns the loop into vector instructions. */
    private static void fill(int[] bits, int offset, int width, long key, int threshold, int kept) {
        int low = (int) key;
        int high = (int) (key >>> 32);
        for (int i = 0; i < width; i++) {
            // "lowbias32" (Wellons 2018): a 32-bit hash with an avalanche bias of 0.17
            int x = (low + i * 0x9E3779B9) ^ high;
            x = (x ^ (x >>> 16)) * 0x7feb352d;
            x = (x ^ (x >>> 15)) * 0x846ca68b;
            x ^= x >>> 16;
            // (x >>> 1) - threshold is negative exactly for a dropped element; its sign becomes the mask of the bits
            bits[offset + i] = kept & ~(((x >>> 1) - threshold) >> 31);
        }
    }
}
