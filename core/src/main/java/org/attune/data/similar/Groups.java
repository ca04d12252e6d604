// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.Arrays;

/** Rows by a number that they share. */
public final class Groups {

    private Groups() {}

    /** Told every group of at least two rows. */
    public interface Each {
        /** @param rows ascending */
        void group(int[] rows);
    }

    /** In the order of the numbers. */
    public static void each(int[] numbers, Each each) {
        long[] sorted = new long[numbers.length];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = (long) numbers[row] << 32 | row;
        }
        Arrays.parallelSort(sorted);
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || sorted[to] >> 32 != sorted[from] >> 32) {
                if (to - from > 1) {
                    each.group(Arrays.stream(sorted, from, to)
                            .mapToInt(s -> (int) s)
                            .toArray());
                }
                from = to;
            }
        }
    }
}
