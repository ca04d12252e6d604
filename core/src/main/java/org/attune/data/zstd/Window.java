// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.Arrays;
import java.util.zip.ZipException;

/** The bytes produced last, which later matches copy from. Grows with what is produced, not with what a header claims. */
final class Window {

    private static final long MOST = 1L << 27;
    static final int LARGEST_BLOCK = 1 << 17;

    private byte[] bytes = new byte[2 * LARGEST_BLOCK];
    private int keep;
    private int end;
    private int read;
    private int blockEnd;

    /** A new frame begins; everything of the former one has been read. */
    void start(long size) throws ZipException {
        if (size > MOST) {
            throw new ZipException("the Zstandard file needs a window of " + (size >> 20) + " MiB, more than 128 MiB");
        }
        keep = (int) size;
        end = 0;
        read = 0;
    }

    int blockLimit() {
        return Math.min(LARGEST_BLOCK, keep);
    }

    /** Makes room for a block; where it begins. */
    int prepare() {
        if (end + LARGEST_BLOCK > bytes.length) {
            // twice the window, so that moving it costs no more than one copy of every byte
            int most = 2 * keep + 2 * LARGEST_BLOCK;
            if (bytes.length < most) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * bytes.length, most));
            } else {
                System.arraycopy(bytes, end - keep, bytes, 0, keep);
                end = keep;
                read = keep;
            }
        }
        blockEnd = end + blockLimit();
        return end;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    int unread() {
        return end - read;
    }

    int read(byte[] target, int from, int length) {
        int count = Math.min(length, end - read);
        System.arraycopy(bytes, read, target, from, count);
        read += count;
        return count;
    }

    void append(byte[] from, int start, int length) throws ZipException {
        room(length);
        System.arraycopy(from, start, bytes, end, length);
        end += length;
    }

    void fill(byte value, int length) throws ZipException {
        room(length);
        Arrays.fill(bytes, end, end + length, value);
        end += length;
    }

    /** Copies from what was produced before; source and target may overlap, which repeats. */
    void copy(int offset, int length) throws ZipException {
        room(length);
        if (offset <= 0 || offset > end) {
            throw new ZipException("a Zstandard match points before the data");
        }
        if (offset >= length) {
            System.arraycopy(bytes, end - offset, bytes, end, length);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[end + i] = bytes[end + i - offset];
            }
        }
        end += length;
    }

    private void room(int length) throws ZipException {
        if (length < 0 || length > blockEnd - end) {
            throw new ZipException("a Zstandard block is larger than allowed");
        }
    }
}
