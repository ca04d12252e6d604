// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.function.Function;
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
    record Seen(
            Places full,
            Places sliding,
            IntPredicate slides,
            @Nullable Cache cache) {
        Places by(int block) {
            Places kind = slides.test(block) ? sliding : full;
            return cache == null ? kind : new Places(kind.rotary(), kind.mask(), cache.of(block));
        }
    }

    /** Every token sees every other in each block; positions are in the embeddings. */
    public static Sight everything() {
        return new Sight(false, Windows.NONE, null);
    }

    /** @param like gives device and type of masks */
    Seen of(TokenInputs inputs, Tensor like, Placement placement) {
        return inputs.cache() == null
                ? whole(inputs, like, placement)
                : newest(inputs.cache(), Math.toIntExact(inputs.time()), like, placement);
    }

    private Seen whole(TokenInputs inputs, Tensor like, Placement placement) {
        Tensor tokens = Masks.padding(inputs.mask());
        Tensor all = causal ? Masks.both(tokens, Masks.causal(inputs.time(), like)) : tokens;
        Tensor near = Masks.both(all, windows.mask(inputs.time(), like));
        return seen(settings -> settings.tables(inputs, placement), all, near, null);
    }

    private Seen newest(Cache cache, int time, Tensor like, Placement placement) {
        int[][] queries = cache.newest(time);
        Tensor all = Masks.before(queries, cache.positions(), Integer.MAX_VALUE, like);
        Tensor near = windows.any() ? Masks.before(queries, cache.positions(), windows.size(), like) : all;
        return seen(settings -> settings.tables(queries, cache.lengths(), placement), all, near, cache);
    }

    private Seen seen(
            Function<RotarySettings, Rotary> tables,
            @Nullable Tensor all,
            @Nullable Tensor near,
            @Nullable Cache cache) {
        Rotary full = rotaries == null ? null : tables.apply(rotaries.full());
        boolean same = rotaries == null || rotaries.sliding().equals(rotaries.full());
        Rotary sliding = same ? full : tables.apply(rotaries.sliding());
        return new Seen(new Places(full, all, null), new Places(sliding, near, null), windows::slides, cache);
    }
}
