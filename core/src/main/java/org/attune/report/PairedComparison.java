// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import java.util.Optional;
import org.attune.statistics.IntervalEstimate;
import org.attune.statistics.McNemar;
import org.attune.statistics.Resamples;

/**
 * The second run against the first on the same rows.
 *
 * @param test whether the runs are right equally often; empty where an answer is not simply right or wrong
 */
public record PairedComparison(long rows, List<Difference> differences, Optional<McNemar> test) {

    private static final long SEED = 20_231;

    /** The second run's value less the first one's, with the 95 % interval of a paired bootstrap over rows. */
    public record Difference(String metric, double value, double low, double high) {

        /** Whether the interval leaves out zero. */
        public boolean isClear() {
            return low > 0 || high < 0;
        }
    }

    /** @param sheets of two runs */
    static PairedComparison of(AnswerSheets sheets) {
        List<Difference> differences =
                sheets.metrics().stream().map(name -> difference(sheets, name)).toList();
        return new PairedComparison(
                sheets.size(), differences, sheets.right().map(right -> McNemar.of(right[0], right[1])));
    }

    private static Difference difference(AnswerSheets sheets, String metric) {
        IntervalEstimate estimate = Resamples.of(sheets.metric(metric), SEED)
                .difference(new int[] {1}, new int[] {0})
                .overRows();
        return new Difference(metric, estimate.value(), estimate.low(), estimate.high());
    }
}
