// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Unpacks one or more Zstandard frames.
 *
 * <p>{@link EOFException} where the data end too early, {@link ZipException} where they are damaged.
 */
public final class ZstdInputStream extends InputStream {

    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int RAW = 0;
    private static final int RUN = 1;
    private static final int COMPRESSED = 2;

    private final InputStream in;
    private final Window window = new Window();
    private final Xxh64 hash = new Xxh64();
    private Block block = new Block(window);
    private boolean hasChecksum;
    private long size;
    private long produced;
    private boolean inFrame;
    private boolean ended;
    private byte[] packed = new byte[0];

    public ZstdInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (window.unread() == 0) {
            if (ended || (!inFrame && !frame())) {
                ended = true;
                return -1;
            }
            if (inFrame) {
                block();
            }
        }
        return window.read(target, from, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads a frame's header; false at the end of the data. */
    private boolean frame() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int magic = first | ((int) number(3) << 8);
        if ((magic & 0xFFFFFFF0) == SKIPPABLE) {
            in.skipNBytes(number(4));
            return true;
        }
        if (magic != MAGIC) {
            throw new ZipException("no Zstandard frame");
        }
        int descriptor = (int) number(1);
        boolean single = (descriptor & 0x20) != 0;
        long windowSize = single ? 0 : windowSize((int) number(1));
        long dictionary = number(new int[] {0, 1, 2, 4}[descriptor & 3]);
        int sizeBytes = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
        size = sizeBytes == 0 ? -1 : number(sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        if ((descriptor & 8) != 0 || size < -1) {
            throw new ZipException("damaged Zstandard frame header");
        }
        if (dictionary != 0) {
            throw new ZipException("a Zstandard file that needs a dictionary");
        }
        window.start(single ? size : windowSize);
        block = new Block(window);
        hasChecksum = (descriptor & 4) != 0;
        hash.reset();
        produced = 0;
        inFrame = true;
        return true;
    }

    private static long windowSize(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + base / 8 * (descriptor & 7);
    }

    private void block() throws IOException {
        int header = (int) number(3);
        int length = header >> 3;
        int start = window.prepare();
        switch ((header >> 1) & 3) {
            case RAW -> {
                bound(length);
                bytes(length);
                window.append(packed, 0, length);
            }
            case RUN -> {
                bound(length);
                window.fill((byte) number(1), length);
            }
            case COMPRESSED -> {
                bound(length);
                bytes(length);
                block.decode(packed, length);
            }
            default -> throw new ZipException("damaged Zstandard block");
        }
        produced += window.end() - start;
        if (hasChecksum) {
            hash.update(window.bytes(), start, window.end() - start);
        }
        if ((header & 1) != 0) {
            finishFrame();
        }
    }

    private void finishFrame() throws IOException {
        inFrame = false;
        if (size >= 0 && produced != size) {
            throw new ZipException("the Zstandard frame holds another number of bytes than it says");
        }
        if (hasChecksum && (int) number(4) != (int) hash.value()) {
            throw new ZipException("the checksum of the Zstandard frame is wrong");
        }
    }

    private void bound(int length) throws ZipException {
        if (length > window.blockLimit()) {
            throw new ZipException("damaged Zstandard block size");
        }
    }

    private void bytes(int length) throws IOException {
        if (packed.length < length) {
            packed = new byte[length];
        }
        if (in.readNBytes(packed, 0, length) < length) {
            throw new EOFException();
        }
    }

    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            value |= (long) b << (8 * i);
        }
        return value;
    }
}
