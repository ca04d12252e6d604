// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a body goes. Used by one thread at a time; {@code close} may come from another and ends all writing. */
interface Sink {

    /** Takes the first bytes of anything, so that a small answer's connection can be used again. */
    Sink NOTHING = new Sink() {
        @Override
        public void open() {}

        @Override
        public void write(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public void close() {}

        @Override
        public long limit() {
            return 64 * 1024;
        }
    };

    void open() throws IOException;

    void write(ByteBuffer bytes) throws IOException;

    void close() throws IOException;

    /** More bytes than this are a fault of the sender. */
    long limit();
}
