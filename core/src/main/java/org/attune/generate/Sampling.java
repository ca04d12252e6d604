// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import org.attune.config.Rules;

/**
 * How a model goes on.
 *
 * @param maxNewTokens of a row, the one that ends it included
 * @param seed of the draws; a row draws by it, by its own id and by the number of the token, so that its text depends neither on the
 *     rows beside it nor on what was generated before
 */
public record Sampling(int maxNewTokens, Filters filters, Stops stops, long seed) {

    public static final int USUAL_LENGTH = 256;
    public static final long USUAL_SEED = 13;

    public Sampling {
        Rules.of("").atLeast("max_new_tokens", maxNewTokens, 1).check();
    }

    /** The likeliest word each time, and at most so many. */
    public static Sampling greedy(int maxNewTokens) {
        return new Sampling(maxNewTokens, Filters.GREEDY, Stops.NONE, USUAL_SEED);
    }

    public Sampling with(Filters other) {
        return new Sampling(maxNewTokens, other, stops, seed);
    }

    public Sampling with(Stops other) {
        return new Sampling(maxNewTokens, filters, other, seed);
    }

    public Sampling withSeed(long other) {
        return new Sampling(maxNewTokens, filters, stops, other);
    }
}
