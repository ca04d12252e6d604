// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;
import java.util.function.IntFunction;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;

/**
 * roc_auc and pr_auc: of the second class where there are two, else the mean over classes, each against the rest. A class
 * that has no value (all rows of it, or none) is left out of the mean.
 */
final class RankingFamily implements Family {

    private static final List<String> NAMES = List.of("roc_auc", "pr_auc");
    /** Up to this many entries the rankings are kept for the resamples; above, there are none and memory stays small. */
    private static final long MOST_KEPT = 2_000_000;

    private final int rows;
    private final int first;
    private final int classes;
    private final IntFunction<RankedClass> ranking;

    private RankingFamily(int rows, int first, int classes, IntFunction<RankedClass> ranking) {
        this.rows = rows;
        this.first = first;
        this.classes = classes;
        this.ranking = kept(rows, classes) ? keep(classes, ranking) : ranking;
    }

    static RankingFamily of(ClassScores scores) {
        int[] labels = scores.labels();
        int first = scores.classes() == 2 ? 1 : 0;
        return new RankingFamily(
                scores.rows(),
                first,
                scores.classes(),
                c -> RankedClass.of(scores.probabilities(), c, row -> labels[row] == c));
    }

    static RankingFamily of(LabelScores scores) {
        boolean[][] labels = scores.labels();
        return new RankingFamily(
                scores.rows(),
                0,
                scores.classes(),
                c -> RankedClass.of(scores.probabilities(), c, row -> labels[row][c]));
    }

    private static boolean kept(long rows, int classes) {
        return rows * classes <= MOST_KEPT;
    }

    private static IntFunction<RankedClass> keep(int classes, IntFunction<RankedClass> ranking) {
        RankedClass[] kept = new RankedClass[classes];
        for (int c = 0; c < classes; c++) {
            kept[c] = ranking.apply(c);
        }
        return c -> kept[c];
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long cost() {
        return kept(rows, classes) ? 6L * rows * (classes - first) : Long.MAX_VALUE;
    }

    @Override
    public double[] values(int[] times) {
        double[] sums = new double[4];
        for (int c = first; c < classes; c++) {
            ranking.apply(c).addTo(sums, times);
        }
        return new double[] {sums[0] / sums[1], sums[2] / sums[3]}; // 0/0 is NaN: undefined
    }
}
