// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attune.report.AnswerSheets;
import org.attune.statistics.EffectSize;
import org.attune.statistics.IntervalEstimate;
import org.attune.statistics.McNemar;
import org.attune.statistics.PairedPermutation;
import org.attune.statistics.Resamples;
import org.attune.statistics.RowMetric;
import org.attune.statistics.SeedSample;
import org.attune.statistics.SummedMetric;

/** Scores of candidates and tests of their pairs on one data set. */
sealed interface Comparisons {

    /** Fixed: the same suite gives the same digits. */
    long SEED = 20_231;

    int PERMUTATIONS = 2000;

    /** A candidate by its name and its place. */
    record Named(String name, int place) {}

    IntervalEstimate score(int candidate);

    List<Double> bySeed(int candidate);

    Pair pair(Named first, Named second);

    /** @param sheets all seeds of the first candidate, then all of the second, … */
    static Comparisons paired(AnswerSheets sheets, String name, int seeds) {
        RowMetric metric = sheets.metric(name);
        return new Paired(metric, Resamples.of(metric, SEED), sheets.right(), seeds);
    }

    /** @param values {@code [candidates][seeds]} */
    static Comparisons unpaired(double[][] values) {
        return new Unpaired(values);
    }

    /** On the same rows. */
    record Paired(RowMetric metric, Resamples resamples, Optional<boolean[][]> right, int seeds)
            implements Comparisons {

        private int[] answers(int candidate) {
            return IntStream.range(0, seeds).map(s -> candidate * seeds + s).toArray();
        }

        @Override
        public IntervalEstimate score(int candidate) {
            return resamples.of(answers(candidate)).estimate(SEED);
        }

        @Override
        public List<Double> bySeed(int candidate) {
            return Arrays.stream(answers(candidate))
                    .mapToObj(answer -> resamples.observed()[answer])
                    .toList();
        }

        @Override
        public Pair pair(Named first, Named second) {
            int[] one = answers(first.place());
            int[] other = answers(second.place());
            SeedSample sample = resamples.difference(one, other);
            IntervalEstimate difference = sample.estimate(SEED);
            double p = difference.p();
            String test = difference.method();
            if (seeds == 1 && right.isPresent() && metric instanceof SummedMetric) {
                p = McNemar.of(right.get()[one[0]], right.get()[other[0]]).p();
                test = "exact McNemar";
            } else if (seeds == 1) {
                p = PairedPermutation.p(metric, one, other, new PairedPermutation.Draws(PERMUTATIONS, SEED));
                test = "paired permutation";
            }
            double[] effects = right.map(all -> effects(all, one, other))
                    .orElse(new double[] {Double.NaN, Double.NaN, Double.NaN});
            return new Pair(
                    first.name(),
                    second.name(),
                    difference,
                    test,
                    p,
                    Double.NaN,
                    seeds == 1 ? p : sample.overRows().p(),
                    effects[0],
                    effects[1],
                    effects[2]);
        }

        /** Discordance, h and dz. */
        private static double[] effects(boolean[][] right, int[] one, int[] other) {
            int rows = right[0].length;
            double discordant = 0;
            double[] shares = new double[2];
            double[] differences = new double[rows];
            for (int s = 0; s < one.length; s++) {
                for (int row = 0; row < rows; row++) {
                    int first = right[one[s]][row] ? 1 : 0;
                    int second = right[other[s]][row] ? 1 : 0;
                    discordant += first ^ second;
                    shares[0] += first;
                    shares[1] += second;
                    differences[row] += (double) (first - second) / one.length;
                }
            }
            double all = (double) rows * one.length;
            return new double[] {
                discordant / all, EffectSize.h(shares[0] / all, shares[1] / all), EffectSize.dz(differences)
            };
        }
    }

    /** Over seeds alone: rows are not at hand, or the metric is none of rows. */
    record Unpaired(double[][] values) implements Comparisons {

        @Override
        public IntervalEstimate score(int candidate) {
            return t(values[candidate]);
        }

        @Override
        public List<Double> bySeed(int candidate) {
            return Arrays.stream(values[candidate]).boxed().toList();
        }

        @Override
        public Pair pair(Named first, Named second) {
            double[] differences = new double[values[first.place()].length];
            Arrays.setAll(differences, s -> values[first.place()][s] - values[second.place()][s]);
            IntervalEstimate difference = t(differences);
            return new Pair(
                    first.name(),
                    second.name(),
                    difference,
                    difference.method(),
                    difference.p(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }

        private static IntervalEstimate t(double[] values) {
            return values.length > 1
                    ? SeedSample.t(values)
                    : new IntervalEstimate(values[0], Double.NaN, Double.NaN, Double.NaN, "one seed: no interval");
        }
    }
}
