// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;

/** A metric of rows that several answered, as a function of how often each row counts and of whose answer to it counts. */
public interface RowMetric {

    int rows();

    /** How many answered each row. */
    int answers();

    /**
     * NaN where it is undefined.
     *
     * @param times how often each row counts, {@code [rows]}
     * @param answer whose answer to each row counts, {@code [rows]}
     */
    double value(int[] times, int[] answer);

    /** Every row once, by the answers of one. */
    default double value(int answer) {
        int[] once = new int[rows()];
        Arrays.fill(once, 1);
        return value(once, all(answer));
    }

    /** One answer for all rows. */
    default int[] all(int answer) {
        int[] all = new int[rows()];
        Arrays.fill(all, answer);
        return all;
    }
}
