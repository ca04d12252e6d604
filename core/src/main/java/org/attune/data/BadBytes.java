// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HexFormat;

/** Bytes of a text file that are no text: how many, and where the first one is. */
final class BadBytes {

    private long invalid;
    private long invalidLine;
    private long invalidOffset;
    private String invalidHex = "";
    private long nulls;
    private long nullLine;

    void invalid(long line, long offset, byte[] bytes) {
        if (invalid++ == 0) {
            invalidLine = line;
            invalidOffset = offset;
            invalidHex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
        }
    }

    void zero(long line) {
        if (nulls++ == 0) {
            nullLine = line;
        }
    }

    long count() {
        return invalid;
    }

    long nulls() {
        return nulls;
    }

    void report(String charset, Findings findings) {
        if (invalid > 0) {
            findings.at(
                    invalidLine,
                    Findings.of(
                            "data.encoding",
                            "byte " + invalidHex + " at offset " + invalidOffset + " is no " + charset
                                    + (invalid > 1 ? ", and " + (invalid - 1) + " more places in this file" : ""),
                            "text files are UTF-8, or UTF-16 with a byte order mark",
                            "save it as UTF-8; for an old Windows file: iconv -f windows-1252 -t utf-8 OLD > NEW"));
        }
        if (nulls > 0) {
            findings.at(
                    nullLine,
                    Findings.of(
                            "data.null-character",
                            nulls + " characters U+0000, the first one here",
                            "text has no null characters; UTF-16 and UTF-32 need a byte order mark",
                            "remove them, or save the file as UTF-8"));
        }
    }
}
