// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.Arrays;
import java.util.zip.ZipException;

/** A table of finite state entropy coding (RFC 8878, 4.1): per state its symbol and the way to the next state. */
record Fse(int log, byte[] symbols, byte[] bits, short[] bases) {

    /** One symbol, no bits. */
    static Fse run(int symbol) {
        return new Fse(0, new byte[] {(byte) symbol}, new byte[1], new short[1]);
    }

    /** Reads the distribution in front of a coded stream. */
    static Fse read(Bytes in, int mostSymbols, int mostLog) throws ZipException {
        ForwardBits bits = new ForwardBits(in);
        int log = bits.read(4) + 5;
        if (log > mostLog) {
            throw new ZipException("a Zstandard table is too large");
        }
        int[] counts = new int[mostSymbols];
        int remaining = 1 << log;
        int symbol = 0;
        while (remaining > 0) {
            if (symbol >= mostSymbols) {
                throw new ZipException("a Zstandard table has too many symbols");
            }
            int count = count(bits, remaining);
            counts[symbol++] = count;
            remaining -= Math.abs(count);
            if (count == 0) {
                int zeros = 3;
                while (zeros == 3) {
                    zeros = bits.read(2);
                    symbol += zeros;
                }
            }
        }
        bits.finish();
        return of(Arrays.copyOf(counts, Math.min(symbol, mostSymbols)), log);
    }

    /** A count, −1 for "less than one": as many bits as the remaining sum needs, small values one bit less. */
    private static int count(ForwardBits bits, int remaining) throws ZipException {
        int width = 32 - Integer.numberOfLeadingZeros(remaining + 1);
        int low = (1 << (width - 1)) - 1;
        int spare = (1 << width) - 1 - (remaining + 1);
        int value = bits.read(width - 1);
        if (value < spare) {
            return value - 1;
        }
        value |= bits.read(1) << (width - 1);
        return (value > low ? value - spare : value) - 1;
    }

    static Fse of(int[] counts, int log) throws ZipException {
        int size = 1 << log;
        byte[] symbols = new byte[size];
        int[] next = new int[counts.length];
        int high = size;
        for (int s = 0; s < counts.length; s++) {
            if (counts[s] < 0) {
                symbols[--high] = (byte) s;
            }
            next[s] = Math.abs(counts[s]);
        }
        int position = 0;
        for (int s = 0; s < counts.length; s++) {
            for (int i = 0; i < counts[s]; i++) {
                symbols[position] = (byte) s;
                do {
                    position = (position + (size >> 1) + (size >> 3) + 3) & (size - 1);
                } while (position >= high);
            }
        }
        if (position != 0) {
            throw new ZipException("a Zstandard table does not add up");
        }
        byte[] bits = new byte[size];
        short[] bases = new short[size];
        for (int state = 0; state < size; state++) {
            int x = next[symbols[state]]++;
            int width = log - (31 - Integer.numberOfLeadingZeros(x));
            bits[state] = (byte) width;
            bases[state] = (short) ((x << width) - size);
        }
        return new Fse(log, symbols, bits, bases);
    }

    int symbol(int state) {
        return symbols[state];
    }

    int next(int state, BitsBackward in) {
        return bases[state] + in.read(bits[state]);
    }

    /** Bits from the beginning, the lowest first. */
    private static final class ForwardBits {
        private final Bytes in;
        private int bit;

        ForwardBits(Bytes in) {
            this.in = in;
        }

        int read(int count) throws ZipException {
            int value = 0;
            for (int i = 0; i < count; i++, bit++) {
                if (bit >> 3 >= in.remaining()) {
                    throw new ZipException("a Zstandard table is cut short");
                }
                value |= ((in.array()[in.position() + (bit >> 3)] >> (bit & 7)) & 1) << i;
            }
            return value;
        }

        void finish() throws ZipException {
            in.skip((bit + 7) >> 3);
        }
    }
}
