// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import org.attune.config.Rules;

/**
 * How a word is chosen by the scores of all words, in this order and with the meaning that transformers gives them.
 *
 * @param repetitionPenalty divides the scores above zero of words that were said before, the prompt's included, and multiplies
 *     those below (Keskar et al. 2019, "CTRL"); 1: none
 * @param temperature divides all scores; 0: the word with the highest one is taken, and nothing is drawn
 * @param topK words with the highest scores that are kept, with those that equal the last of them; 0: all
 * @param topP the likeliest words that together have this probability are kept (Holtzman et al. 2020, "The curious case of neural
 *     text degeneration"); 1: all
 * @param minP words are kept that have this share of the likeliest one's probability (Nguyen et al. 2024, "Min-p sampling"); 0: all
 */
public record Filters(double repetitionPenalty, double temperature, int topK, double topP, double minP) {

    /** The likeliest word each time. */
    public static final Filters GREEDY = new Filters(1, 0, 0, 1, 0);

    /** @throws org.attune.problem.InputException with every value that is out of its range, and filters of draws without draws */
    public Filters {
        boolean draws = temperature != 0;
        Rules.of("")
                .above("repetition_penalty", repetitionPenalty, 0)
                .that(temperature >= 0 && Double.isFinite(temperature), "temperature", "at least 0", temperature)
                .atLeast("top_k", topK, 0)
                .that(topP > 0 && topP <= 1, "top_p", "more than 0 and at most 1", topP)
                .between("min_p", minP, 0, 1)
                .that(
                        draws || (topK == 0 && topP == 1 && minP == 0),
                        "temperature",
                        "more than 0 where top_k, top_p or min_p choose the words to draw from",
                        temperature,
                        "raise temperature, or leave the others out")
                .check();
    }

    /** All words, drawn by their probabilities at this temperature. */
    public static Filters temperature(double temperature) {
        return new Filters(1, temperature, 0, 1, 0);
    }

    boolean isGreedy() {
        return temperature == 0;
    }
}
