// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

import java.util.Arrays;

/**
 * A metric on rows drawn with replacement (Efron 1979), the same rows for all who answered, so that differences are paired.
 *
 * @param observed on the rows as they are, {@code [answers]}
 * @param drawn {@code [resamples][answers]}
 * @param rows how many there are
 */
public record Resamples(double[] observed, double[][] drawn, int rows) {

    private static final int MOST = 2000;
    private static final int FEWEST = 200;
    private static final long AFFORDABLE_VISITS = 1_000_000_000;

    /** Two thousand, or fewer where that would take more than seconds. Resample b follows from the seed and b alone. */
    public static Resamples of(RowMetric metric, long seed) {
        long visits = Math.max(1, (long) metric.rows() * metric.answers());
        return of(metric, (int) Math.max(FEWEST, Math.min(MOST, AFFORDABLE_VISITS / visits)), seed);
    }

    public static Resamples of(RowMetric metric, int resamples, long seed) {
        int[][] answers = new int[metric.answers()][];
        Arrays.setAll(answers, metric::all);
        int[] times = new int[metric.rows()];
        Arrays.fill(times, 1);
        double[] observed = values(metric, times, answers);
        double[][] drawn = new double[resamples][];
        for (int b = 0; b < resamples; b++) {
            new KeyedDraws(seed, b).withReplacement(times);
            drawn[b] = values(metric, times, answers);
        }
        return new Resamples(observed, drawn, metric.rows());
    }

    /** The values of one candidate, an answer for each of its seeds. */
    public SeedSample of(int... answers) {
        return difference(answers, new int[0]);
    }

    /** The values of a candidate less those of another one, by seed. */
    public SeedSample difference(int[] first, int[] second) {
        double[][] perSeed = new double[drawn.length][];
        for (int b = 0; b < perSeed.length; b++) {
            perSeed[b] = differences(drawn[b], first, second);
        }
        return new SeedSample(differences(observed, first, second), perSeed, rows);
    }

    private static double[] differences(double[] values, int[] first, int[] second) {
        double[] differences = new double[first.length];
        for (int s = 0; s < differences.length; s++) {
            differences[s] = values[first[s]] - (second.length == 0 ? 0 : values[second[s]]);
        }
        return differences;
    }

    private static double[] values(RowMetric metric, int[] times, int[][] answers) {
        double[] values = new double[answers.length];
        for (int a = 0; a < values.length; a++) {
            values[a] = metric.value(times, answers[a]);
        }
        return values;
    }
}
