// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import org.attune.nn.Masks;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks see a window only.
 *
 * @param sliding for each block; empty: none
 * @param size tokens that a query sees, its own included; in an encoder to each side
 */
public record Windows(List<Boolean> sliding, int size) {

    public static final Windows NONE = new Windows(List.of(), 0);

    public boolean slides(int block) {
        return !sliding.isEmpty() && sliding.get(block);
    }

    boolean any() {
        return sliding.contains(true);
    }

    /** Hides what is further back; null where nothing is. */
    public @Nullable Tensor mask(long time, Tensor like) {
        return any() ? Masks.window(time, size - 1L, like) : null;
    }
}
