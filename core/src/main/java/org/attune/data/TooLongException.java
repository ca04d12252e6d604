// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

/** A line or field beyond the bound; the file is not read further. */
final class TooLongException extends Exception {

    /** Characters of one field or line: far above any text, far below the memory of a machine. */
    static final int LONGEST = 1 << 24;

    private final long line;

    TooLongException(long line) {
        super("line " + line);
        this.line = line;
    }

    void report(Findings findings) {
        findings.stops(
                line,
                Findings.of(
                        "data.too-long",
                        "a field or line of more than " + LONGEST + " characters begins here",
                        "a field has at most " + LONGEST + " characters and a record at most 65,536 fields",
                        "look for a missing line end or a quote that is never closed; set data.delimiter and data.quote"));
    }
}
