// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.BitSet;
import org.attune.problem.WorkException;
import org.attune.tensor.KeyedRandom;

/**
 * Chooses words by their scores.
 *
 * @param words ids of the tokenizer's tokens; a model may have scores of more, which nobody can read
 */
record Chooser(Filters filters, BitSet words, long seed) {

    /**
     * A word.
     *
     * @param logProbability by the scores as they came, in nats
     */
    record Chosen(int id, double logProbability) {}

    /**
     * @param scores of all words; they are changed
     * @param said ids that came before
     * @throws WorkException where a score of a word is not finite
     */
    Chosen choose(double[] scores, BitSet said, Draw draw) {
        double total = prepare(scores, draw.where());
        double[] asTheyCame = filters.repetitionPenalty() == 1 ? scores : scores.clone();
        penalise(scores, said, filters.repetitionPenalty());
        int id = filters.isGreedy()
                ? best(scores)
                : Distribution.of(scores, filters).draw(draw.place(seed));
        return new Chosen(id, asTheyCame[id] - total);
    }

    /**
     * Which draw it is.
     *
     * @param number of the token in its row
     * @param where the row, for messages
     */
    record Draw(long row, int number, String where) {
        double place(long seed) {
            return KeyedRandom.uniform(KeyedRandom.key(seed, row), number);
        }
    }

    /** Takes out what is no word; the logarithm of the sum of all words' exponentials. */
    private double prepare(double[] scores, String where) {
        double best = Double.NEGATIVE_INFINITY;
        for (int id = 0; id < scores.length; id++) {
            if (!words.get(id)) {
                scores[id] = Double.NEGATIVE_INFINITY;
            } else if (Double.isFinite(scores[id])) {
                best = Math.max(best, scores[id]);
            } else {
                throw notFinite(where, scores[id]);
            }
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - best);
        }
        return best + Math.log(sum);
    }

    private static WorkException notFinite(String where, double score) {
        return new WorkException(
                "generate.not-finite",
                where,
                "the model gives a word the score " + score,
                "scores are finite",
                "the model's weights are broken, or its training diverged: try another model or checkpoint");
    }

    static void penalise(double[] scores, BitSet said, double penalty) {
        if (penalty == 1) {
            return;
        }
        said.stream()
                .filter(id -> id < scores.length)
                .forEach(id -> scores[id] = scores[id] < 0 ? scores[id] * penalty : scores[id] / penalty);
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int id = 1; id < scores.length; id++) {
            if (scores[id] > scores[best]) {
                best = id;
            }
        }
        return best;
    }
}
