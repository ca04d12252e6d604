// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import java.util.Optional;

/**
 * The second run against the first on the same rows.
 *
 * @param test whether the runs are right equally often; empty where an answer is not simply right or wrong
 */
public record PairedComparison(long rows, List<Difference> differences, Optional<McNemar> test) {

    /** The second run's value less the first one's, with the 95 % interval of a paired bootstrap over rows. */
    public record Difference(String metric, double value, double low, double high) {

        /** Whether the interval leaves out zero. */
        public boolean isClear() {
            return low > 0 || high < 0;
        }
    }

    static PairedComparison of(PairedRows rows) {
        List<PairedStatistic> statistics = PairedStatistic.of(rows);
        List<Difference> differences = new PairedBootstrap(rows.size()).differences(statistics);
        Optional<McNemar> test = switch (rows.family()) {
            case LABELS, LABEL_SETS, TEXTS -> Optional.of(mcNemar(rows));
            case NUMBERS, TAGS, LIKELIHOODS -> Optional.empty();
        };
        return new PairedComparison(rows.size(), List.copyOf(differences), test);
    }

    private static McNemar mcNemar(PairedRows rows) {
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < rows.size(); i++) {
            boolean first =
                    PairedStatistic.isRight(rows.labels().get(i), rows.first().get(i));
            boolean second =
                    PairedStatistic.isRight(rows.labels().get(i), rows.second().get(i));
            onlyFirst += first && !second ? 1 : 0;
            onlySecond += second && !first ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond);
    }
}
