// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.zip.ZipException;

/** The sequences of a block (RFC 8878, 3.1.1.3.2): so many literals, then so many bytes copied from so far back. */
final class Sequences {

    private final Coder lengths = new Coder(Codes.LITERAL_LENGTH);
    private final Coder offsets = new Coder(Codes.OFFSET);
    private final Coder matches = new Coder(Codes.MATCH_LENGTH);
    private final int[] recent = {1, 4, 8};

    void execute(Bytes in, Literals literals, Window window) throws ZipException {
        int count = count(in);
        if (count > 0) {
            int modes = (int) in.number(1);
            if ((modes & 3) != 0) {
                throw new ZipException("damaged Zstandard sequence modes");
            }
            lengths.choose(modes >> 6, in);
            offsets.choose((modes >> 4) & 3, in);
            matches.choose((modes >> 2) & 3, in);
            BitsBackward bits = new BitsBackward(in);
            lengths.start(bits);
            offsets.start(bits);
            matches.start(bits);
            for (int i = 0; i < count; i++) {
                int offset = offsets.value(bits);
                int match = matches.value(bits);
                int length = lengths.value(bits);
                literals.copy(length, window);
                window.copy(distance(offset, length), match);
                if (i + 1 < count) {
                    lengths.step(bits);
                    matches.step(bits);
                    offsets.step(bits);
                }
                if (bits.left() < 0) {
                    throw new ZipException("Zstandard sequences are cut short");
                }
            }
            if (bits.left() != 0) {
                throw new ZipException("Zstandard sequences have another length than they say");
            }
        } else if (in.remaining() > 0) {
            throw new ZipException("a Zstandard block is longer than its content");
        }
        literals.copyRest(window);
    }

    private static int count(Bytes in) throws ZipException {
        int first = (int) in.number(1);
        if (first < 128) {
            return first;
        }
        return first < 255 ? ((first - 128) << 8) + (int) in.number(1) : (int) in.number(2) + 0x7F00;
    }

    /** Values up to three mean a recent distance, counted from the second one where no literals come before. */
    private int distance(int value, int literals) {
        if (value > 3 || value < 0) {
            return push(2, value - 3);
        }
        int which = value - 1 + (literals == 0 ? 1 : 0);
        if (which == 0) {
            return recent[0];
        }
        return which == 3 ? push(2, recent[0] - 1) : push(which, recent[which]);
    }

    /** Puts a distance in front; the one at a place falls out. */
    private int push(int place, int distance) {
        System.arraycopy(recent, 0, recent, 1, place);
        recent[0] = distance;
        return distance;
    }
}
