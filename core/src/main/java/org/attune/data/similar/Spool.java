// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Pieces of bytes in a temporary file, written in order and read at will; the file goes when the spool is closed. */
public final class Spool implements Closeable {

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private long[] starts = new long[1 << 10];
    private int size;
    private long written;

    /** @param folder where the temporary file lies, so that no small system disk fills up */
    public Spool(Path folder) {
        try {
            Path file = Files.createTempFile(folder, ".attune", ".tmp");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the piece. */
    public int add(byte[] piece) {
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length + (starts.length >> 1));
        }
        write(piece);
        starts[size + 1] = starts[size] + piece.length;
        return size++;
    }

    public byte[] get(int number) {
        long from = starts[number];
        ByteBuffer piece = ByteBuffer.allocate(Math.toIntExact(starts[number + 1] - from));
        try {
            if (starts[number + 1] > written) {
                flush();
            }
            while (piece.hasRemaining()) {
                if (channel.read(piece, from + piece.position()) < 0) {
                    throw new IOException("the temporary file was cut");
                }
            }
            return piece.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int size() {
        return size;
    }

    /** Takes back the pieces from this number on. */
    public void cut(int number) {
        if (number > size) {
            throw new IllegalArgumentException(number + " of " + size + " pieces");
        }
        flush();
        try {
            channel.truncate(starts[number]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = starts[number];
        size = number;
    }

    /** Until pieces are added again, any number of threads may read. */
    public void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                written += channel.write(buffer, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.clear();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] piece) {
        int from = 0;
        while (from < piece.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), piece.length - from);
            buffer.put(piece, from, count);
            from += count;
        }
    }
}
