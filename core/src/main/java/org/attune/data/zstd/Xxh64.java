// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash XXH64 with seed 0, of which a Zstandard frame keeps the low half. */
final class Xxh64 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;
    /** The sum of the first two, which overflows. */
    private static final long FIRST_LANE = 0x60EA27EEADC0B5D6L;

    private static final int STRIPE = 32;

    private final long[] lanes = new long[4];
    private final byte[] stripe = new byte[STRIPE];
    private int filled;
    private long total;

    void reset() {
        lanes[0] = FIRST_LANE;
        lanes[1] = P2;
        lanes[2] = 0;
        lanes[3] = -P1;
        filled = 0;
        total = 0;
    }

    void update(byte[] bytes, int from, int length) {
        total += length;
        int position = from;
        int end = from + length;
        if (filled > 0) {
            int count = Math.min(STRIPE - filled, length);
            System.arraycopy(bytes, position, stripe, filled, count);
            filled += count;
            position += count;
            if (filled < STRIPE) {
                return;
            }
            mix(stripe, 0);
        }
        for (; position + STRIPE <= end; position += STRIPE) {
            mix(bytes, position);
        }
        filled = end - position;
        System.arraycopy(bytes, position, stripe, 0, filled);
    }

    long value() {
        long hash = P5;
        if (total >= STRIPE) {
            hash = Long.rotateLeft(lanes[0], 1)
                    + Long.rotateLeft(lanes[1], 7)
                    + Long.rotateLeft(lanes[2], 12)
                    + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) {
                hash = (hash ^ round(0, lane)) * P1 + P4;
            }
        }
        hash += total;
        int i = 0;
        for (; i + 8 <= filled; i += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(stripe, i)), 27) * P1 + P4;
        }
        if (i + 4 <= filled) {
            hash = Long.rotateLeft(hash ^ ((int) INTS.get(stripe, i) & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
            i += 4;
        }
        for (; i < filled; i++) {
            hash = Long.rotateLeft(hash ^ (stripe[i] & 0xffL) * P5, 11) * P1;
        }
        hash = (hash ^ (hash >>> 33)) * P2;
        hash = (hash ^ (hash >>> 29)) * P3;
        return hash ^ (hash >>> 32);
    }

    private void mix(byte[] bytes, int from) {
        for (int i = 0; i < 4; i++) {
            lanes[i] = round(lanes[i], (long) LONGS.get(bytes, from + 8 * i));
        }
    }

    private static long round(long lane, long value) {
        return Long.rotateLeft(lane + value * P2, 31) * P1;
    }
}
