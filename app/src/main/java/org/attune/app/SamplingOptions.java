// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.Set;
import org.attune.generate.Filters;
import org.attune.generate.Sampling;
import org.attune.generate.Stops;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How words are chosen, and when a text ends: the same options wherever a model writes. */
final class SamplingOptions {

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "The most tokens that are written; " + Sampling.USUAL_LENGTH + " unless given.")
    private int maxNewTokens = Sampling.USUAL_LENGTH;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description =
                    "0: the likeliest word each time; more: words are drawn, at 1 by the model's own probabilities."
                            + " 0 unless given, or 1 with --top-k, --top-p or --min-p.")
    private @Nullable Double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "Draws from the K likeliest words.")
    private @Nullable Integer topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Draws from the likeliest words that together have the probability P.")
    private @Nullable Double topP;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            description = "Draws from the words that have the share P of the likeliest one's probability.")
    private @Nullable Double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            description = "More than 1 makes words less likely that came before, the prompt's included.")
    private double repetitionPenalty = 1;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "Ends where this text would come; may be repeated. The model's own end tokens end it, too.")
    private List<String> stop = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the draws; " + Sampling.USUAL_SEED + " unless given. The same seed is the same text.")
    private long seed = Sampling.USUAL_SEED;

    /** @throws org.attune.problem.InputException with values that are out of their ranges */
    Sampling sampling() {
        boolean draws = topK != null || topP != null || minP != null;
        Filters filters = new Filters(
                repetitionPenalty,
                temperature != null ? temperature : draws ? 1 : 0,
                topK == null ? 0 : topK,
                topP == null ? 1 : topP,
                minP == null ? 0 : minP);
        return new Sampling(maxNewTokens, filters, new Stops(Set.of(), stop), seed);
    }
}
