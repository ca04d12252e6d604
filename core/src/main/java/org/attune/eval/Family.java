// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;

/** Metrics that are computed together from rows with multiplicities, so that a resample copies nothing. */
interface Family {

    List<String> names();

    int rows();

    /** About how many row visits one call of {@link #values} takes. */
    long cost();

    /** Whether resamples are systematically larger than the value: their interval then moves back by the mean difference. */
    default boolean shifted() {
        return false;
    }

    /**
     * The metrics' values, in the order of the names; NaN where undefined.
     *
     * @param times how often each row counts, {@code [rows]}
     */
    double[] values(int[] times);
}
