// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.attune.nn.Masks;
import org.attune.nn.Places;
import org.attune.nn.Rotary;
import org.attune.nn.Segments;
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
            return cache == null ? kind : kind.after(cache.of(block));
        }
    }

    /** Every token sees every other in each block; positions are in the embeddings. */
    public static Sight everything() {
        return new Sight(false, Windows.NONE, null);
    }

    /** @param like gives device and type of masks */
    Seen of(TokenInputs inputs, Tensor like, Placement placement) {
        if (inputs.packed() != null) {
            return packed(inputs.packed(), like, placement);
        } else if (inputs.cache() != null) {
            return newest(inputs.cache(), Math.toIntExact(inputs.time()), like, placement);
        }
        return whole(inputs, like, placement);
    }

    private Seen whole(TokenInputs inputs, Tensor like, Placement placement) {
        Tensor tokens = Masks.padding(inputs.mask());
        Tensor all = causal ? Masks.both(tokens, Masks.causal(inputs.time(), like)) : tokens;
        Tensor near = Masks.both(all, windows.mask(inputs.time(), like));
        return seen(settings -> settings.tables(inputs, placement), Places.of(all), Places.of(near), null);
    }

    private Seen newest(Cache cache, int time, Tensor like, Placement placement) {
        int[][] queries = cache.newest(time);
        Tensor all = Masks.before(queries, cache.positions(), Integer.MAX_VALUE, like);
        Tensor near = windows.any() ? Masks.before(queries, cache.positions(), windows.size(), like) : all;
        return seen(
                settings -> settings.tables(queries, cache.lengths(), placement),
                Places.of(all),
                Places.of(near),
                cache);
    }

    private Seen packed(Segments segments, Tensor like, Placement placement) {
        Map<Integer, @Nullable Tensor> full = new HashMap<>();
        Map<Integer, @Nullable Tensor> near = new HashMap<>();
        List<@Nullable Tensor> fullByText = new ArrayList<>();
        List<@Nullable Tensor> nearByText = new ArrayList<>();
        for (int length : segments.lengths()) {
            fullByText.add(full.computeIfAbsent(length, time -> causal ? Masks.causal(time, like) : null));
            nearByText.add(near.computeIfAbsent(length, time -> Masks.both(full.get(time), windows.mask(time, like))));
        }
        return seen(
                settings -> settings.tables(segments, placement),
                Places.of(new Places.Packed(segments, fullByText)),
                Places.of(new Places.Packed(segments, nearByText)),
                null);
    }

    private Seen seen(Function<RotarySettings, Rotary> tables, Places full, Places sliding, @Nullable Cache cache) {
        if (rotaries == null) {
            return new Seen(full, sliding, windows::slides, cache);
        }
        Rotary first = tables.apply(rotaries.full());
        boolean same = rotaries.sliding().equals(rotaries.full());
        Rotary second = same ? first : tables.apply(rotaries.sliding());
        return new Seen(full.turned(first), sliding.turned(second), windows::slides, cache);
    }
}
