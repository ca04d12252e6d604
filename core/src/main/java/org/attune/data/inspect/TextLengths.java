// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.Arrays;
import org.attune.data.similar.IntColumn;

/** Lengths of all texts in code points: four bytes each, so that quantiles are exact. */
final class TextLengths {

    private final IntColumn lengths = new IntColumn();

    void add(String text) {
        lengths.add(text.codePointCount(0, text.length()));
    }

    Inspection.Lengths summary() {
        int[] sorted = lengths.toArray();
        Arrays.sort(sorted);
        return new Inspection.Lengths(
                quantile(sorted, 0),
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                quantile(sorted, 0.95),
                quantile(sorted, 1),
                Arrays.stream(sorted).average().orElse(0));
    }

    /** By nearest rank; 0 of nothing. */
    static int quantile(int[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
