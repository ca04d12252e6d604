// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.Arrays;

/**
 * How a model went on.
 *
 * @param id the prompt's
 * @param tokens all that were chosen, also the one that ended the text and those of a stop text
 * @param logProbabilities of each token in nats, by the model itself: before penalty, temperature and filters
 * @param text without special tokens, up to a stop text; with the prompt's text before it, the whole text
 */
public record Generated(long id, int[] tokens, double[] logProbabilities, String text, Finish finish) {

    /** What ended it. */
    public enum Finish {
        /** A token or a text that stops. */
        STOP,
        /** So many tokens were asked for. */
        LENGTH,
        /** The model has no more positions; fewer tokens than were asked for. */
        CONTEXT,
        /** Nobody wanted more. */
        CANCELLED
    }

    /** Of all tokens together, in nats. */
    public double logProbability() {
        return Arrays.stream(logProbabilities).sum();
    }
}
