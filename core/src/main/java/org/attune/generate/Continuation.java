// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.Arrays;
import java.util.BitSet;
import org.attune.generate.Chooser.Chosen;
import org.attune.generate.Chooser.Draw;
import org.attune.generate.Generated.Finish;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;

/** One row while it grows. */
final class Continuation {

    private final Prompt prompt;
    private final Sampling sampling;
    private final SettledText text;
    private final int[] tokens;
    private final double[] logProbabilities;
    private final BitSet said = new BitSet();
    private int count;
    private @Nullable Finish finish;

    /** @param most tokens that may come, no more than were asked for */
    Continuation(Prompt prompt, Sampling sampling, int most, TextTokenizer tokenizer) {
        this.prompt = prompt;
        this.sampling = sampling;
        text = new SettledText(
                tokenizer.stream(prompt.tokens()), sampling.stops().texts());
        tokens = new int[most];
        logProbabilities = new double[tokens.length];
        Arrays.stream(prompt.tokens()).forEach(said::set);
    }

    boolean isOpen() {
        return finish == null;
    }

    /** The tokens that have to go through the model next: the prompt's, then the newest; none once it has ended. */
    int[] next() {
        return !isOpen() ? new int[0] : count == 0 ? prompt.tokens() : new int[] {tokens[count - 1]};
    }

    /** Goes on by one token. */
    void extend(double[] scores, Chooser chooser, Listener listener) {
        Chosen chosen = chooser.choose(scores, said, new Draw(prompt.id(), count, prompt.where()));
        tokens[count] = chosen.id();
        logProbabilities[count++] = chosen.logProbability();
        said.set(chosen.id());
        boolean stops = sampling.stops().tokens().contains(chosen.id());
        String fresh = stops ? "" : text.next(chosen.id());
        if (stops || text.stopped()) {
            finish = Finish.STOP;
        } else if (count == tokens.length) {
            finish = count < sampling.maxNewTokens() ? Finish.CONTEXT : Finish.LENGTH;
        }
        listener.token(prompt.id(), chosen.id(), isOpen() ? fresh : fresh + text.rest());
    }

    /** What it came to; a row that is open was cancelled. */
    Generated result() {
        return new Generated(
                prompt.id(),
                Arrays.copyOf(tokens, count),
                Arrays.copyOf(logProbabilities, count),
                text.given(),
                finish == null ? Finish.CANCELLED : finish);
    }
}
