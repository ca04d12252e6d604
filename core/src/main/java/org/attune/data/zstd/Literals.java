// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The literals of a block (RFC 8878, 3.1.1.3.1): raw, one byte repeated, or Huffman coded. */
final class Literals {

    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int WITH_TABLE = 2;

    private byte[] bytes = new byte[Window.LARGEST_BLOCK];
    private int size;
    private int used;
    private @Nullable Huffman huffman;

    void read(Bytes in, int limit) throws ZipException {
        if (in.remaining() == 0) {
            throw new ZipException("an empty Zstandard block");
        }
        int kind = in.array()[in.position()] & 3;
        int format = (in.array()[in.position()] >> 2) & 3;
        used = 0;
        if (kind == RAW || kind == RUN) {
            int width = (format & 1) == 0 ? 1 : format == 1 ? 2 : 3;
            size = bounded(in.number(width) >> (width == 1 ? 3 : 4), limit);
            int from = in.skip(kind == RAW ? size : 1);
            if (kind == RAW) {
                System.arraycopy(in.array(), from, bytes, 0, size);
            } else {
                Arrays.fill(bytes, 0, size, in.array()[from]);
            }
        } else {
            int width = format < 2 ? 3 : format + 2;
            int bits = format < 2 ? 10 : format == 2 ? 14 : 18;
            long sizes = in.number(width) >> 4;
            size = bounded(sizes & ((1 << bits) - 1), limit);
            Bytes coded = in.part((int) (sizes >> bits));
            if (kind == WITH_TABLE) {
                huffman = Huffman.read(coded);
            }
            decode(coded, format == 0 ? 1 : 4);
        }
    }

    private void decode(Bytes coded, int streams) throws ZipException {
        Huffman table = huffman;
        if (table == null) {
            throw new ZipException("a Zstandard block refers to a table that was never sent");
        }
        if (streams == 1) {
            table.decode(coded, bytes, 0, size);
            return;
        }
        int[] lengths = {(int) coded.number(2), (int) coded.number(2), (int) coded.number(2)};
        int each = (size + 3) / 4;
        if (3 * each > size) {
            throw new ZipException("too few Zstandard literals for four streams");
        }
        for (int i = 0; i < 3; i++) {
            table.decode(coded.part(lengths[i]), bytes, i * each, each);
        }
        table.decode(coded, bytes, 3 * each, size - 3 * each);
    }

    private static int bounded(long size, int limit) throws ZipException {
        if (size > limit) {
            throw new ZipException("more Zstandard literals than a block may have");
        }
        return (int) size;
    }

    void copy(int length, Window window) throws ZipException {
        if (length < 0 || length > size - used) {
            throw new ZipException("a Zstandard sequence needs more literals than there are");
        }
        window.append(bytes, used, length);
        used += length;
    }

    void copyRest(Window window) throws ZipException {
        copy(size - used, window);
    }
}
