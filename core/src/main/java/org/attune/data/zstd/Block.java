// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.zip.ZipException;

/** Compressed blocks of one frame (RFC 8878, 3.1.1.3); tables and recent offsets live from block to block. */
final class Block {

    private final Window window;
    private final Literals literals = new Literals();
    private final Sequences sequences = new Sequences();

    Block(Window window) {
        this.window = window;
    }

    void decode(byte[] packed, int length) throws ZipException {
        Bytes in = new Bytes(packed, 0, length);
        literals.read(in, window.blockLimit());
        sequences.execute(in, literals, window);
    }
}
