// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A body into a file from a position on; what stood behind it is cut off. */
final class FileSink implements Sink {

    private final Path file;
    private final long start;
    private final long limit;
    private final LongConsumer length;
    private volatile @Nullable FileChannel channel;

    /** @param length told the file's length after every write */
    FileSink(Path file, long start, long limit, LongConsumer length) {
        this.file = file;
        this.start = start;
        this.limit = limit;
        this.length = length;
    }

    @Override
    public void open() throws IOException {
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = opened;
        opened.truncate(start).position(start);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("not open: " + file);
        }
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        length.accept(open.position());
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public long limit() {
        return limit;
    }
}
