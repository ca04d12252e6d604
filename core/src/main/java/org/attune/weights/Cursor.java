// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads little-endian values from a stretch of a file through a small buffer. Never passes its end and never allocates
 * for a length that does not fit before it, so that a lying length costs nothing.
 */
final class Cursor {

    private static final int BUFFER_BYTES = 8192;

    private final FileBytes file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final String code;
    private long end;
    private long bufferEnd;

    /**
     * @param code the code of the problem when the stretch ends too early
     * @param end the position after the last byte, at most the file's size
     */
    Cursor(FileBytes file, String code, long start, long end) {
        this.file = file;
        this.code = code;
        this.end = Math.min(end, file.size());
        this.bufferEnd = start;
        buffer.limit(0);
    }

    long position() {
        return bufferEnd - buffer.remaining();
    }

    long remaining() {
        return end - position();
    }

    /** Moves the end nearer, to the end of a part of this length; the result goes back to {@link #leave}. */
    long enter(long length) {
        need(length);
        long outer = end;
        end = position() + length;
        if (bufferEnd > end) {
            buffer.limit((int) (buffer.limit() - (bufferEnd - end)));
            bufferEnd = end;
        }
        return outer;
    }

    /** Goes to the end of the part and back to the bounds of the whole. */
    void leave(long outer) {
        skip(remaining());
        end = outer;
    }

    /** Goes back to the bounds of the whole from wherever the cursor is. */
    void restore(long outer) {
        end = outer;
    }

    int u8() {
        return at(1).get() & 0xff;
    }

    int u16() {
        return at(2).getShort() & 0xffff;
    }

    int i32() {
        return at(4).getInt();
    }

    long u32() {
        return i32() & 0xffffffffL;
    }

    long i64() {
        return at(8).getLong();
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(i64()));
    }

    byte[] bytes(long length) {
        need(length);
        if (length > Integer.MAX_VALUE - 8) {
            throw truncated(length);
        }
        byte[] bytes = new byte[(int) length];
        int buffered = Math.min(bytes.length, buffer.remaining());
        buffer.get(bytes, 0, buffered);
        if (buffered < bytes.length) {
            file.read(bufferEnd, ByteBuffer.wrap(bytes, buffered, bytes.length - buffered));
            bufferEnd += bytes.length - buffered;
        }
        return bytes;
    }

    void skip(long length) {
        need(length);
        if (length <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) length);
        } else {
            bufferEnd = position() + length;
            buffer.limit(0);
        }
    }

    /** Whether that many bytes are left; the reader's own problem says what they were for. */
    private void need(long length) {
        if (length < 0 || length > remaining()) {
            throw truncated(length);
        }
    }

    private RuntimeException truncated(long length) {
        return file.wrong(
                code,
                "ends or is broken at byte " + position() + ": " + Long.toUnsignedString(length)
                        + " more bytes are announced, " + remaining() + " are there",
                "every length in a file fits into the file",
                "the file was cut or changed; fetch it again");
    }

    private ByteBuffer at(int length) {
        if (buffer.remaining() < length) {
            need(length);
            long from = position();
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - from));
            file.read(from, buffer);
            buffer.flip();
            bufferEnd = from + buffer.limit();
        }
        return buffer;
    }
}
