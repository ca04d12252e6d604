// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The words that filters leave, in the order of their ids, with scores whose exponentials are as their probabilities.
 *
 * @param ids in ascending order
 * @param scores one each
 */
record Distribution(int[] ids, double[] scores) {

    /** A word this far below the best one has e⁻⁸ of its probability: those above it usually suffice for top-p. */
    private static final double NEAR = 8;

    /** @param scores of all words, after the repetition penalty; words that are none have -∞ */
    static Distribution of(double[] scores, Filters filters) {
        Distribution all = finite(scores, filters.temperature());
        Distribution best = all.topK(filters.topK());
        Distribution likely = best.topP(filters.topP());
        return likely.minP(filters.minP());
    }

    private static Distribution finite(double[] scores, double temperature) {
        int[] ids = new int[scores.length];
        double[] kept = new double[scores.length];
        int count = 0;
        for (int id = 0; id < scores.length; id++) {
            if (scores[id] > Double.NEGATIVE_INFINITY) {
                ids[count] = id;
                kept[count++] = scores[id] / temperature;
            }
        }
        return new Distribution(Arrays.copyOf(ids, count), Arrays.copyOf(kept, count));
    }

    private Distribution topK(int most) {
        if (most == 0 || most >= scores.length) {
            return this;
        }
        double least = Largest.of(scores, most);
        return where(i -> scores[i] >= least);
    }

    /** A word goes if it and all less likely ones together have at most 1 - p; of equal ones those with higher ids go first. */
    private Distribution topP(double p) {
        if (p == 1) {
            return this;
        }
        double best = best();
        double total = mass(Double.NEGATIVE_INFINITY, best);
        double from = best - NEAR;
        double near = mass(from, best);
        if (near < p * total) {
            from = Double.NEGATIVE_INFINITY;
            near = total;
        }
        double least = from;
        double[] sorted =
                Arrays.stream(scores).filter(score -> score >= least).sorted().toArray();
        double below = 1 - near / total;
        int kept = 0; // the first one that stays
        below += Math.exp(sorted[0] - best) / total;
        while (kept < sorted.length - 1 && below <= 1 - p) {
            kept++;
            below += Math.exp(sorted[kept] - best) / total;
        }
        return best(sorted.length - kept, sorted[kept]);
    }

    /** So many of those from a score on; of those that have just this score the ones with lower ids. */
    private Distribution best(int count, double least) {
        long above = Arrays.stream(scores).filter(score -> score > least).count();
        long[] equals = {count - above};
        return where(i -> scores[i] > least || (scores[i] == least && equals[0]-- > 0));
    }

    private Distribution minP(double share) {
        if (share == 0) {
            return this;
        }
        double best = best();
        return where(i -> Math.exp(scores[i] - best) >= share);
    }

    /** Probabilities, one for each of {@link #ids}. */
    double[] probabilities() {
        double best = best();
        double[] probabilities =
                Arrays.stream(scores).map(score -> Math.exp(score - best)).toArray();
        double total = Arrays.stream(probabilities).sum();
        return Arrays.stream(probabilities).map(mass -> mass / total).toArray();
    }

    /**
     * The word at a place of the unit interval.
     *
     * @param place from 0, which is allowed, to 1, which is not
     */
    int draw(double place) {
        double best = best();
        double rest = place * mass(Double.NEGATIVE_INFINITY, best);
        for (int i = 0; i < ids.length - 1; i++) {
            rest -= Math.exp(scores[i] - best);
            if (rest < 0) {
                return ids[i];
            }
        }
        return ids[ids.length - 1];
    }

    private double best() {
        double best = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            best = Math.max(best, score);
        }
        return best;
    }

    /** Of scores from {@code least} on, against the best one's. */
    private double mass(double least, double best) {
        double mass = 0;
        for (double score : scores) {
            mass += score >= least ? Math.exp(score - best) : 0;
        }
        return mass;
    }

    private Distribution where(IntPredicate stays) {
        int[] keptIds = new int[ids.length];
        double[] kept = new double[ids.length];
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (stays.test(i)) {
                keptIds[count] = ids[i];
                kept[count++] = scores[i];
            }
        }
        return new Distribution(Arrays.copyOf(keptIds, count), Arrays.copyOf(kept, count));
    }
}
