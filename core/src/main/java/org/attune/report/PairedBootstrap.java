// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.attune.report.PairedComparison.Difference;

/** Percentile intervals of differences (Efron 1979): rows are drawn with replacement, the same ones for both runs. */
final class PairedBootstrap {

    private static final long SEED = 20_231;
    private static final int MOST = 2000;
    private static final int FEWEST = 200;
    private static final long AFFORDABLE_DRAWS = 100_000_000;

    private final int rows;
    private final int resamples;

    PairedBootstrap(int rows) {
        this.rows = rows;
        this.resamples = (int) Math.max(FEWEST, Math.min(MOST, AFFORDABLE_DRAWS / Math.max(1, rows)));
    }

    List<Difference> differences(List<PairedStatistic> statistics) {
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        double[][] drawn = new double[statistics.size()][resamples];
        SplittableRandom random = new SplittableRandom(SEED);
        int[] times = new int[rows];
        for (int r = 0; r < resamples; r++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < rows; i++) {
                times[random.nextInt(rows)]++;
            }
            for (int s = 0; s < drawn.length; s++) {
                drawn[s][r] = difference(statistics.get(s), times);
            }
        }
        List<Difference> differences = new ArrayList<>();
        for (int s = 0; s < drawn.length; s++) {
            double[] sorted =
                    Arrays.stream(drawn[s]).filter(Double::isFinite).sorted().toArray();
            PairedStatistic statistic = statistics.get(s);
            differences.add(new Difference(
                    statistic.metric(), difference(statistic, once), quantile(sorted, 0.025), quantile(sorted, 0.975)));
        }
        return differences;
    }

    private static double difference(PairedStatistic statistic, int[] times) {
        return statistic.second().applyAsDouble(times) - statistic.first().applyAsDouble(times);
    }

    /** Between neighbours, linearly. */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
