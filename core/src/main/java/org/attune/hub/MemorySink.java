// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A small body in memory, up to a limit. */
final class MemorySink implements Sink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long limit;

    MemorySink(long limit) {
        this.limit = limit;
    }

    @Override
    public void open() {
        bytes.reset();
    }

    @Override
    public void write(ByteBuffer more) {
        byte[] copy = new byte[more.remaining()];
        more.get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public void close() {}

    @Override
    public long limit() {
        return limit;
    }

    byte[] content() {
        return bytes.toByteArray();
    }
}
