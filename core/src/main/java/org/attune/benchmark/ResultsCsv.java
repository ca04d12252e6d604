// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code results.csv}: a line for each cell that succeeded, for other people's tables and tests. Names need no quotes. */
final class ResultsCsv {

    private ResultsCsv() {}

    static String text(SuiteResults results) {
        StringBuilder out =
                new StringBuilder("data,candidate,seed,metric,value,mean,low,high,training_seconds,rows_per_second,"
                        + "peak_bytes,learnt_parameters,model_bytes,model_flops\n");
        List<Long> seeds = results.suite().seeds();
        for (Board board : results.boards()) {
            for (Standing standing : board.standings()) {
                for (int s = 0; s < seeds.size(); s++) {
                    String place =
                            board.data() + "," + standing.candidate() + "," + seeds.get(s) + "," + board.metric();
                    out.append(place)
                            .append(',')
                            .append(numbers(standing, standing.bySeed().get(s)))
                            .append('\n');
                }
            }
        }
        return out.toString();
    }

    /** What belongs to the candidate, not to the seed, is repeated on the lines of its seeds. */
    private static String numbers(Standing standing, double value) {
        Cost cost = standing.cost();
        return Stream.of(
                        value,
                        standing.score().value(),
                        standing.score().low(),
                        standing.score().high(),
                        cost.trainingSeconds(),
                        cost.rowsPerSecond(),
                        cost.peakBytes(),
                        cost.learnt(),
                        cost.modelBytes(),
                        cost.flops())
                .map(number -> Double.isFinite(number) ? String.valueOf(number) : "")
                .collect(Collectors.joining(","));
    }
}
