// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One of the three coded parts of a sequence: its table, kept from block to block, and the state in it. */
final class Coder {

    private final Codes codes;
    private @Nullable Fse last;
    private Fse table;
    private int state;

    Coder(Codes codes) {
        this.codes = codes;
        table = codes.usual();
    }

    /** The table of this block: the usual one, a single code, a new one, or the last one again. */
    void choose(int mode, Bytes in) throws ZipException {
        Fse chosen = switch (mode) {
            case 0 -> codes.usual();
            case 1 -> Fse.run(codes.checked((int) in.number(1)));
            case 2 -> Fse.read(in, codes.symbols(), codes.mostLog());
            default -> last;
        };
        if (chosen == null) {
            throw new ZipException("a Zstandard block refers to a table that was never sent");
        }
        table = chosen;
        last = chosen;
    }

    void start(BitsBackward bits) {
        state = bits.read(table.log());
    }

    int value(BitsBackward bits) {
        return codes.value(table.symbol(state), bits);
    }

    void step(BitsBackward bits) {
        state = table.next(state, bits);
    }
}
