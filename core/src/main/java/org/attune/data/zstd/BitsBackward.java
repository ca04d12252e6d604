// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/** A bit stream read from its end; the highest set bit of the last byte marks where it begins. */
final class BitsBackward {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] array;
    private final int start;
    private final int end;
    private int left;

    BitsBackward(Bytes bytes) throws ZipException {
        array = bytes.array();
        start = bytes.position();
        end = bytes.end();
        if (end <= start || array[end - 1] == 0) {
            throw new ZipException("a Zstandard bit stream has no end mark");
        }
        left = (end - start) * 8 - 1 - (Integer.numberOfLeadingZeros(array[end - 1] & 0xff) - 24);
    }

    /** Bits not read yet; negative where more were read than there are. */
    int left() {
        return left;
    }

    /** The next bits, at most 32, zeros beyond the beginning of the stream. */
    int peek(int count) {
        if (count == 0) {
            return 0;
        }
        int bit = left - count;
        if (bit < 0) {
            int there = Math.max(0, left);
            return there == 0 ? 0 : (int) (gather(0) << (64 - there) >>> (64 - there) << (count - there));
        }
        return (int) (gather(bit) << (64 - count) >>> (64 - count));
    }

    void drop(int count) {
        left -= count;
    }

    int read(int count) {
        int value = peek(count);
        left -= count;
        return value;
    }

    /** 57 bits or more from a bit on, as far as there are any. */
    private long gather(int bit) {
        int from = start + (bit >> 3);
        long value = 0;
        if (from + Long.BYTES <= array.length) {
            value = (long) LONGS.get(array, from);
        } else {
            for (int i = 0; from + i < end; i++) {
                value |= (array[from + i] & 0xffL) << (8 * i);
            }
        }
        return value >>> (bit & 7);
    }
}
