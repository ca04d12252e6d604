// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What blocks of one kind know of a batch's positions.
 *
 * @param rotary turns queries and keys; null where the embeddings hold the positions
 * @param mask what is hidden, see {@link Masks}; null where all is visible
 * @param packed where several texts lie in a row; null: one text in each
 * @param past of tokens that went through the block before; null where all of them go through it now
 */
public record Places(
        @Nullable Rotary rotary,
        @Nullable Tensor mask,
        @Nullable Packed packed,
        @Nullable KeyValues past) {

    /**
     * Several texts in a row.
     *
     * @param masks what is hidden in each, null where all is visible
     */
    public record Packed(Segments segments, List<@Nullable Tensor> masks) {}

    /** One text in each row, all of it here; not turned yet. */
    public static Places of(@Nullable Tensor mask) {
        return new Places(null, mask, null, null);
    }

    /** Several texts in one row; not turned yet. */
    public static Places of(Packed packed) {
        return new Places(null, null, packed, null);
    }

    /** The same with rotary positions. */
    public Places turned(Rotary by) {
        return new Places(by, mask, packed, past);
    }

    /** The same with a memory of what was before. */
    public Places after(KeyValues before) {
        return new Places(rotary, mask, packed, before);
    }
}
