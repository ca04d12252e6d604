// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.zip.ZipException;

/** What a code of a sequence stands for: a base and a number of extra bits (tables of RFC 8878, 3.1.1.3.2.1.1 and 3.1.1.3.2.2). */
final class Codes {

    static final Codes LITERAL_LENGTH = new Codes(
            9,
            6,
            0,
            new int[] {
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13,
                14, 15, 16
            },
            new int[] {
                4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1,
                -1, -1
            });

    static final Codes OFFSET = new Codes(
            8,
            5,
            1,
            new int[] {
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
                28, 29, 30
            },
            new int[] {1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1});

    static final Codes MATCH_LENGTH = new Codes(
            9,
            6,
            3,
            new int[] {
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1,
                1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
            },
            new int[] {
                1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
            });

    private final int mostLog;
    private final int[] extra;
    private final int[] bases;
    private final Fse usual;

    /** The bases follow from the extra bits: each code begins where the one before ends. */
    private Codes(int mostLog, int usualLog, int first, int[] extra, int[] counts) {
        this.mostLog = mostLog;
        this.extra = extra;
        bases = new int[extra.length];
        int base = first;
        for (int i = 0; i < extra.length; i++) {
            bases[i] = base;
            base += 1 << extra[i];
        }
        try {
            usual = Fse.of(counts, usualLog);
        } catch (ZipException e) {
            throw new IllegalStateException(e);
        }
    }

    int symbols() {
        return extra.length;
    }

    int mostLog() {
        return mostLog;
    }

    Fse usual() {
        return usual;
    }

    int checked(int code) throws ZipException {
        if (code >= extra.length) {
            throw new ZipException("an unknown Zstandard code");
        }
        return code;
    }

    int value(int code, BitsBackward bits) {
        return bases[code] + bits.read(extra[code]);
    }
}
