// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import org.attune.nn.Segments;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A batch of token sequences as tensors.
 *
 * @param ids [batch, time] int64
 * @param typeIds [batch, time] int64, null where the model has no token types
 * @param mask [batch, time] in the masters' type, 1 for tokens and 0 for padding, null where nothing is padded
 * @param packed the texts that lie one behind another in a batch of one row; null where each row is one
 * @param cache what a causal model remembers of tokens before these; null where there are none, or all go through it again
 */
public record TokenInputs(
        Tensor ids,
        @Nullable Tensor typeIds,
        @Nullable Tensor mask,
        @Nullable Segments packed,
        @Nullable Cache cache) implements Inputs {

    public TokenInputs(Tensor ids, @Nullable Tensor typeIds, @Nullable Tensor mask) {
        this(ids, typeIds, mask, null, null);
    }

    /** Several texts in one row. */
    public static TokenInputs packed(Tensor ids, Segments segments) {
        return new TokenInputs(ids, null, null, segments, null);
    }

    /** The newest tokens of texts that a cache remembers. */
    public static TokenInputs next(Tensor ids, @Nullable Tensor mask, Cache cache) {
        return new TokenInputs(ids, null, mask, null, cache);
    }

    public long batch() {
        return ids.size(0);
    }

    public long time() {
        return ids.size(1);
    }

    /**
     * Numbers of positions: [1, time], the same for each row, or [batch, time] with a cache or packed. Padding has them too, which nobody sees: its keys are hidden.
     *
     * @param first the number of the first token's
     */
    public Tensor places(int first) {
        if (packed != null) {
            return places(packed.positions(), first);
        } else if (cache != null) {
            return places(cache.newest(Math.toIntExact(time())), first);
        }
        long[] row = new long[Math.toIntExact(time())];
        for (int i = 0; i < row.length; i++) {
            row[i] = first + (long) i;
        }
        return Tensors.of(row, 1, row.length).to(ids.device(), ids.scalar_type());
    }

    private Tensor places(int[][] own, int first) {
        long[] places = Arrays.stream(own)
                .flatMapToInt(Arrays::stream)
                .mapToLong(place -> first + (long) Math.max(0, place))
                .toArray();
        return Tensors.of(places, batch(), time()).to(ids.device(), ids.scalar_type());
    }
}
