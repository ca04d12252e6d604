// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length with their numbers; a line ends at LF, CR LF or CR. */
final class Lines {

    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[1 << 13];
    private int position;
    private int end;
    private long number;
    private boolean skipLineFeed;

    Lines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line without its end, null after the last one.
     *
     * @throws TooLongException where it is longer than the bound
     */
    @Nullable
    String next() throws IOException, TooLongException {
        StringBuilder text = new StringBuilder();
        boolean any = false;
        number++;
        while (position < end || fill()) {
            if (skipLineFeed) {
                skipLineFeed = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            any = true;
            int from = position;
            while (position < end && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            text.append(buffer, from, position - from);
            if (text.length() > longest) {
                throw new TooLongException(number);
            }
            if (position < end) {
                skipLineFeed = buffer[position++] == '\r';
                return text.toString();
            }
        }
        return any ? text.toString() : null;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
