// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.zip.ZipException;

/** A Huffman table of literals (RFC 8878, 4.2): the next bits tell the symbol and how many of them it took. */
record Huffman(int log, byte[] symbols, byte[] bits) {

    private static final int LONGEST_CODE = 11;
    private static final int MOST_WEIGHT_LOG = 6;

    static Huffman read(Bytes in) throws ZipException {
        int header = (int) in.number(1);
        byte[] weights = new byte[256];
        int count;
        if (header >= 128) {
            count = header - 127;
            int from = in.skip((count + 1) / 2);
            for (int i = 0; i < count; i++) {
                int pair = in.array()[from + i / 2];
                weights[i] = (byte) (i % 2 == 0 ? (pair >> 4) & 15 : pair & 15);
            }
        } else {
            count = coded(in.part(header), weights);
        }
        return of(weights, count);
    }

    /** Weights in two interleaved states over one bit stream, until it is used up. */
    private static int coded(Bytes in, byte[] weights) throws ZipException {
        Fse table = Fse.read(in, LONGEST_CODE + 2, MOST_WEIGHT_LOG);
        BitsBackward bits = new BitsBackward(in);
        int[] states = {bits.read(table.log()), bits.read(table.log())};
        int count = 0;
        for (int turn = 0; ; turn ^= 1) {
            // the last weight is not written, so 255 at most
            if (count > 253) {
                throw new ZipException("a Zstandard Huffman table has too many weights");
            }
            weights[count++] = (byte) table.symbol(states[turn]);
            states[turn] = table.next(states[turn], bits);
            if (bits.left() < 0) {
                weights[count++] = (byte) table.symbol(states[turn ^ 1]);
                return count;
            }
        }
    }

    private static Huffman of(byte[] weights, int count) throws ZipException {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
        }
        int log = sum == 0 ? 0 : 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << log) - sum;
        if (sum == 0 || log > LONGEST_CODE || Integer.bitCount(rest) != 1) {
            throw new ZipException("a Zstandard Huffman table does not add up");
        }
        weights[count] = (byte) (Integer.numberOfTrailingZeros(rest) + 1);
        byte[] symbols = new byte[1 << log];
        byte[] bits = new byte[1 << log];
        int position = 0;
        for (int weight = 1; weight <= log; weight++) {
            for (int s = 0; s <= count; s++) {
                if (weights[s] == weight) {
                    int until = position + (1 << (weight - 1));
                    for (; position < until; position++) {
                        symbols[position] = (byte) s;
                        bits[position] = (byte) (log + 1 - weight);
                    }
                }
            }
        }
        return new Huffman(log, symbols, bits);
    }

    /** Decodes a stream that must be used up exactly. */
    void decode(Bytes in, byte[] target, int from, int length) throws ZipException {
        BitsBackward stream = new BitsBackward(in);
        for (int i = 0; i < length; i++) {
            int code = stream.peek(log);
            target[from + i] = symbols[code];
            stream.drop(bits[code]);
        }
        if (stream.left() != 0) {
            throw new ZipException("a Zstandard literal stream has another length than it says");
        }
    }
}
