// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output or error of this process, in UTF-8 whatever the locale says. */
final class StandardStream extends PrintStream {

    private static final int BUFFER = 1 << 13;

    private final int number;

    private StandardStream(FileDescriptor descriptor, int number) {
        super(buffered(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
        this.number = number;
    }

    static StandardStream output() {
        return new StandardStream(FileDescriptor.out, 1);
    }

    static StandardStream error() {
        return new StandardStream(FileDescriptor.err, 2);
    }

    /**
     * Goes on to the same place by a descriptor of its own. Appending, because where both streams are one file each would otherwise
     * write over what the other wrote.
     *
     * @throws IOException where the system has no name for the place: a socket, Windows
     */
    void reopen() throws IOException {
        OutputStream own = buffered(new FileOutputStream("/dev/fd/" + number, true));
        flush();
        out = own;
    }

    private static OutputStream buffered(FileOutputStream stream) {
        return new BufferedOutputStream(stream, BUFFER);
    }
}
