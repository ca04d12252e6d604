// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.zip.ZipException;

/** A part of an array, read from its beginning; reading past its end is damage. */
final class Bytes {

    private final byte[] array;
    private int position;
    private final int end;

    Bytes(byte[] array, int position, int end) {
        this.array = array;
        this.position = position;
        this.end = end;
    }

    byte[] array() {
        return array;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    int remaining() {
        return end - position;
    }

    /** An unsigned little-endian number of up to five bytes. */
    long number(int bytes) throws ZipException {
        long value = 0;
        int from = skip(bytes);
        for (int i = 0; i < bytes; i++) {
            value |= (array[from + i] & 0xffL) << (8 * i);
        }
        return value;
    }

    /** Moves on; where the part that was skipped begins. */
    int skip(int count) throws ZipException {
        if (count < 0 || count > remaining()) {
            throw new ZipException("a Zstandard block is cut short");
        }
        position += count;
        return position - count;
    }

    Bytes part(int count) throws ZipException {
        int from = skip(count);
        return new Bytes(array, from, from + count);
    }
}
