// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** From places of an image to fewer of them. */
public final class Pooling {

    private static final long[] DENSE = {1, 1};

    private Pooling() {}

    /**
     * The largest of each 3×3 places, two apart: half the height and width.
     *
     * @param padding places at each side that are never the largest
     * @param whole whether a last window that is not full counts
     */
    public static Tensor largest(Tensor x, int padding, boolean whole) {
        return torch.max_pool2d(x, new long[] {3, 3}, new long[] {2, 2}, new long[] {padding, padding}, DENSE, whole);
    }

    /** [batch, channels, height, width] → [batch, height · width, channels]. */
    public static Tensor places(Tensor x) {
        return x.flatten(2, 3).transpose(1, 2);
    }
}
