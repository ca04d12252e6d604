// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.model.Cache;
import org.attune.model.Model;
import org.attune.model.TokenInputs;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.TextTokenizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Continues prompts by a language model, those of a batch together. A row's text is the same alone and in a batch, as far as sums of
 * 32 bits are: they round by the batch's shape, which shows where two words are all but equally likely.
 */
public final class Generator {

    private final Model model;
    private final TextTokenizer tokenizer;

    /** @param model with the head of a language model */
    public Generator(Model model, TextTokenizer tokenizer) {
        this.model = model;
        this.tokenizer = tokenizer;
    }

    /** Tokens that a prompt and what comes after it can have together. */
    public int positions() {
        return model.backbone().maxLength();
    }

    /**
     * Continues all prompts as one batch; what one word costs grows with their number, less than in proportion. The memory for keys
     * and values is taken for the longest prompt and as many new tokens as may come, for each of them.
     *
     * @return in the order of the prompts
     * @throws org.attune.problem.InputException naming every prompt that is empty or fills the model's positions
     * @throws org.attune.problem.WorkException where a score is not finite
     */
    public List<Generated> generate(List<Prompt> prompts, Sampling sampling, Listener listener) {
        check(prompts);
        List<Continuation> rows = new ArrayList<>();
        int longest = 0;
        int most = 0;
        for (Prompt prompt : prompts) {
            int room = Math.min(sampling.maxNewTokens(), positions() - prompt.tokens().length);
            rows.add(new Continuation(prompt, sampling, room, tokenizer));
            longest = Math.max(longest, prompt.tokens().length);
            most = Math.max(most, room);
        }
        Chooser chooser = new Chooser(sampling.filters(), words(), sampling.seed());
        try (Grad off = Grad.off();
                Scope memory = Scope.open()) {
            Cache cache = new Cache(model.backbone(), rows.size(), longest + most, memory);
            List<Continuation> open = rows;
            while (!open.isEmpty() && !listener.cancelled()) {
                step(open, cache, chooser, listener);
                open = left(open, cache);
            }
        }
        return rows.stream().map(Continuation::result).toList();
    }

    /** Once half of the rows have ended, the others go on alone: to leave each at once would copy the memory too often. */
    private static List<Continuation> left(List<Continuation> rows, Cache cache) {
        int[] open = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).isOpen())
                .toArray();
        if (open.length == 0) {
            return List.of();
        } else if (2 * open.length > rows.size()) {
            return rows;
        }
        cache.select(open);
        return Arrays.stream(open).mapToObj(rows::get).toList();
    }

    /** The tokens of each open row go through the model, then it grows by one. */
    private void step(List<Continuation> rows, Cache cache, Chooser chooser, Listener listener) {
        int[][] next = rows.stream().map(Continuation::next).toArray(int[][]::new);
        try (Scope step = Scope.open()) {
            TokenInputs inputs = inputs(next, cache);
            Tensor states = model.backbone().forward(inputs, Pass.evaluation()); // [batch, time, width]
            long[] places = IntStream.range(0, next.length)
                    .filter(row -> next[row].length > 0)
                    .mapToLong(row -> row * inputs.time() + next[row].length - 1)
                    .toArray();
            Tensor last = states.reshape(-1, states.size(-1))
                    .index_select(
                            0, Tensors.of(places, places.length).to(states.device(), ScalarType.Long)); // [open, width]
            Tensor scores = model.logits(last, Pass.evaluation()); // [open, vocabulary]
            int open = 0;
            for (Continuation row : rows) {
                if (row.isOpen()) {
                    row.extend(Tensors.doubles(scores.select(0, open++)), chooser, listener);
                }
            }
        }
    }

    /** Padded on the right to the longest; padding takes a place in the cache and none in the text. */
    private TokenInputs inputs(int[][] next, Cache cache) {
        int time = Arrays.stream(next).mapToInt(row -> row.length).max().orElse(0);
        long[] ids = new long[next.length * time];
        float[] mask = new float[ids.length];
        boolean padded = false;
        for (int row = 0; row < next.length; row++) {
            for (int t = 0; t < next[row].length; t++) {
                ids[row * time + t] = next[row][t];
                mask[row * time + t] = 1;
            }
            padded |= next[row].length < time;
        }
        Tensor device = Tensors.of(ids, next.length, time).to(model.placement().device(), ScalarType.Long);
        Tensor real = padded
                ? Tensors.of(mask, next.length, time)
                        .to(model.placement().device(), model.placement().master())
                : null;
        return TokenInputs.next(device, real, cache);
    }

    private BitSet words() {
        BitSet words = new BitSet();
        IntStream.range(0, tokenizer.vocabularySize()).filter(tokenizer::has).forEach(words::set);
        return words;
    }

    /** @throws org.attune.problem.InputException naming every prompt that is empty or fills the model's positions */
    public void check(List<Prompt> prompts) {
        Problems problems = new Problems();
        for (Prompt prompt : prompts) {
            int length = prompt.tokens().length;
            if (length == 0) {
                problems.add(
                        "generate.empty",
                        prompt.where(),
                        "a prompt without tokens",
                        "a model goes on from at least one token",
                        "write something that the text begins with");
            } else if (length >= positions()) {
                problems.add(
                        "generate.too-long",
                        prompt.where(),
                        "a prompt of " + length + " tokens",
                        "the model has " + positions() + " positions for the prompt and what comes after it",
                        "shorten the prompt");
            }
        }
        problems.throwIfAny();
    }
}
