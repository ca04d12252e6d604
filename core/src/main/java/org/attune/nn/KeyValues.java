// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of one block's attention for tokens that went through it before. Memory for all that may come is taken with the
 * first ones.
 */
public final class KeyValues {

    private final int capacity;
    private final Scope home;
    private @Nullable Tensor keys; // [batch, heads, capacity, dim]
    private @Nullable Tensor values;
    private int seen;

    /**
     * @param capacity tokens of a row that it can hold
     * @param home owns the memory
     */
    public KeyValues(int capacity, Scope home) {
        this.capacity = capacity;
        this.home = home;
    }

    /** The heads with keys and values of all tokens so far. */
    QueryKeyValue.Heads extend(QueryKeyValue.Heads heads) {
        long count = heads.keys().size(2);
        if (seen + count > capacity) {
            throw new IllegalStateException(seen + count + " tokens for a memory of " + capacity);
        }
        keys = put(keys, heads.keys());
        values = put(values, heads.values());
        seen += (int) count;
        return new QueryKeyValue.Heads(heads.queries(), keys.narrow(2, 0, seen), values.narrow(2, 0, seen));
    }

    /** Goes on with these rows of the batch alone, int64. */
    public void select(Tensor rows) {
        keys = selected(keys, rows);
        values = selected(values, rows);
    }

    private @Nullable Tensor selected(@Nullable Tensor memory, Tensor rows) {
        if (memory == null) {
            return null;
        }
        Tensor kept = home.own(memory.index_select(0, rows));
        memory.close();
        return kept;
    }

    private Tensor put(@Nullable Tensor memory, Tensor added) {
        long[] shape = {added.size(0), added.size(1), capacity, added.size(3)};
        Tensor all = memory == null ? home.own(torch.empty(shape, added.options(), null)) : memory;
        all.narrow(2, seen, added.size(2)).copy_(added);
        return all;
    }
}
