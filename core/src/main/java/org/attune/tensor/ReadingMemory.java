// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Memory that quantised weights are read into again and again: reading into memory that is there takes half as long as into new memory
 * (docs/LOG.md). A piece is free once no tensor and no graph looks at it. For one thread, and as long as the scope in which it was made.
 */
public final class ReadingMemory {

    private final @Nullable PointerScope owner = PointerScope.getInnerScope();
    private final List<Tensor> pieces = new ArrayList<>();

    /** A contiguous tensor of any values. */
    Tensor take(ScalarType type, long... shape) {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        for (Tensor piece : pieces) {
            if (piece.numel() == size
                    && Tensors.type(piece) == type
                    && piece.storage().use_count() == 1) {
                return piece.view(shape);
            }
        }
        Tensor piece = RawMemory.empty(type, size);
        PointerScope inner = PointerScope.getInnerScope();
        if (owner != null && inner != null && owner != inner) {
            owner.attach(piece);
            inner.detach(piece);
        }
        pieces.add(piece);
        return piece.view(shape);
    }
}
