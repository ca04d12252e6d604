// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, without blank ones and without those that would not fit into a modest heap. */
final class Lines implements Closeable {

    private static final int LONGEST = 8 << 20;

    private final InputStream in;
    private long tooLong;

    Lines(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The next line, null at the end. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean cut = false;
        while (true) {
            int c = in.read();
            if (c >= 0 && c != '\n') {
                cut |= line.size() >= LONGEST;
                if (!cut) {
                    line.write(c);
                }
                continue;
            }
            if (cut) {
                tooLong++;
            } else if (!blank(line)) {
                return line.toByteArray();
            }
            if (c < 0) {
                return null;
            }
            line.reset();
            cut = false;
        }
    }

    /** Lines passed over so far because of their length. */
    long tooLong() {
        return tooLong;
    }

    private static boolean blank(ByteArrayOutputStream line) {
        return line.size() < 4 && line.toString(StandardCharsets.UTF_8).isBlank();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
