// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.Arrays;
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

    /** What tells the elements of a line apart. An array, since compilers before JDK 20 put no loop counter into a vector. */
    private static final int[] COUNTER = counter(4096);

    /** Each thread's memory, reused: new memory for every mask is cold, and writing to it takes longer than the arithmetic. */
    private static final ThreadLocal<DropoutMask> OF_THREAD = ThreadLocal.withInitial(DropoutMask::new);

    /** A row's mask, at least. */
    private int[] bits = {};

    /** A line of it, at least. */
    private int[] line = {};

    private int[] counter = COUNTER;
    private int threshold;
    private int kept;

    private DropoutMask() {}

    private DropoutMask with(int elements, int width, double rate) {
        bits = bits.length < elements ? new int[elements] : bits;
        line = line.length < width ? new int[width] : line;
        counter = counter.length < width ? counter(width) : counter;
        threshold = (int) Math.round(rate * 0x1.0p31);
        kept = Float.floatToRawIntBits((float) (1 / (1 - rate)));
        return this;
    }

    /**
     * A mask of shape [rows, groups, lines, width].
     *
     * @param rowKeys one key per row, which says seed, step, row and site
     * @param rate the share of elements that become zero, in (0, 1)
     */
    public static Tensor of(long[] rowKeys, int groups, int lines, int width, double rate) {
        DropoutMask row = OF_THREAD.get().with(Math.multiplyExact(groups * lines, width), width, rate);
        return Tensors.ofBits(
                index -> {
                    for (int line = 0; line < groups * lines; line++) {
                        row.fill(KeyedRandom.bits(rowKeys[index], line / lines * GROUP + line % lines), width);
                        System.arraycopy(row.line, 0, row.bits, line * width, width);
                    }
                    return row.bits;
                },
                rowKeys.length,
                groups,
                lines,
                width);
    }

    /**
     * Integer arithmetic only, no branch, and the same place in both arrays, so that the compiler turns the loop into vector
     * instructions; writing to its place in the row at once takes three times as long.
     */
    private void fill(long key, int width) {
        int[] to = line;
        int[] place = counter;
        int few = threshold;
        int one = kept;
        int low = (int) key;
        int high = (int) (key >>> 32);
        for (int i = 0; i < width; i++) {
            // "lowbias32" (Wellons 2018): a 32-bit hash with an avalanche bias of 0.17
            int x = (low + place[i]) ^ high;
            x = (x ^ (x >>> 16)) * 0x7feb352d;
            x = (x ^ (x >>> 15)) * 0x846ca68b;
            x ^= x >>> 16;
            // (x >>> 1) - few is negative exactly for a dropped element; its sign becomes the mask of the bits
            to[i] = one & ~(((x >>> 1) - few) >> 31);
        }
    }

    private static int[] counter(int width) {
        int[] counter = new int[width];
        Arrays.setAll(counter, i -> i * 0x9E3779B9);
        return counter;
    }
}
