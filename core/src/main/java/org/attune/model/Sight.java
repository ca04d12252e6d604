// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.function.IntPredicate;
import org.attune.nn.Masks;
import org.attune.nn.Places;
import org.attune.nn.Rotary;
import org.attune.tensor.Placement;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What tokens see of each other in each block, and how they know their places.
 *
 * @param causal whether a token sees only those before it and itself
 * @param windows which blocks see a window only
 * @param rotaries null where the embeddings hold the positions
 */
public record Sight(
        boolean causal, Windows windows, @Nullable Rotaries rotaries) {

    /** Rotary positions of blocks that see everything, and of those that see a window. */
    public record Rotaries(RotarySettings full, RotarySettings sliding) {
        /** The same in all blocks. */
        public Rotaries(RotarySettings all) {
            this(all, all);
        }
    }

    /** What the blocks see of a batch. */
    public record Seen(Places full, Places sliding, IntPredicate slides) {
        Places by(int block) {
            return slides.test(block) ? sliding : full;
        }
    }

    /** Every token sees every other in each block; positions are in the embeddings. */
    public static Sight everything() {
        return new Sight(false, Windows.NONE, null);
    }

    /** @param like gives device and type of masks */
    Seen of(TokenInputs inputs, Tensor like, Placement placement) {
        Tensor tokens = Masks.padding(inputs.mask());
        Tensor all = causal ? Masks.both(tokens, Masks.causal(inputs.time(), like)) : tokens;
        Tensor near = Masks.both(all, windows.mask(inputs.time(), like));
        if (rotaries == null) {
            return new Seen(new Places(null, all), new Places(null, near), windows::slides);
        }
        Rotary full = rotaries.full().tables(inputs, placement);
        Rotary sliding = rotaries.sliding().equals(rotaries.full())
                ? full
                : rotaries.sliding().tables(inputs, placement);
        return new Seen(new Places(full, all), new Places(sliding, near), windows::slides);
    }
}
