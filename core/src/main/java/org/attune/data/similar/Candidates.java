// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.Arrays;

/** Texts that agree in a band, band by band. */
final class Candidates {

    private final IntColumn keys;
    private final int bands;
    private final int texts;

    /** @param keys of all bands of the first text, then of the second … */
    Candidates(IntColumn keys, int bands, int texts) {
        this.keys = keys;
        this.bands = bands;
        this.texts = texts;
    }

    /** Told every group of texts that agree. */
    interface Each {
        /** @param members sorted by key and then by text; those from {@code from} to before {@code to} agree, in their lower half */
        void group(long[] members, int from, int to);
    }

    int texts() {
        return texts;
    }

    void each(Each each) {
        long[] sorted = new long[texts];
        for (int band = 0; band < bands; band++) {
            for (int text = 0; text < texts; text++) {
                sorted[text] = (long) keys.get(text * bands + band) << 32 | text;
            }
            Arrays.parallelSort(sorted);
            int from = 0;
            for (int to = 1; to <= texts; to++) {
                if (to == texts || sorted[to] >> 32 != sorted[from] >> 32) {
                    if (to - from > 1) {
                        each.group(sorted, from, to);
                    }
                    from = to;
                }
            }
        }
    }
}
