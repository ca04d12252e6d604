// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Texts that lie one behind another in a single row, without padding between them. Each is a world of its own: it has positions
 * from 0, sees no other, and draws its dropout as if it were alone.
 *
 * @param lengths in tokens
 */
public record Segments(int[] lengths) {

    public int count() {
        return lengths.length;
    }

    /** For each text the positions of its tokens. */
    public int[][] positions() {
        int[][] positions = new int[lengths.length][];
        for (int i = 0; i < lengths.length; i++) {
            positions[i] = new int[lengths[i]];
            Arrays.setAll(positions[i], t -> t);
        }
        return positions;
    }

    /** x [batch, heads, time, dim] in parts along its time; backward is a single concatenation. */
    TensorVector split(Tensor x) {
        return torch.split_with_sizes(x, Arrays.stream(lengths).asLongStream().toArray(), 2);
    }
}
