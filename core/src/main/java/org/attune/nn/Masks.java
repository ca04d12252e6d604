// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** What a query may not see, as terms that {@link Attention} adds to its scores; null where all is visible. */
public final class Masks {

    private Masks() {}

    /** From 1 for tokens and 0 for padding, [batch, time], to [batch, 1, 1, time]. */
    public static @Nullable Tensor padding(@Nullable Tensor tokens) {
        return tokens == null
                ? null
                : tokens.sub(Tensors.scalar(1))
                        .mul(Tensors.scalar(-Attention.HIDDEN))
                        .unsqueeze(1)
                        .unsqueeze(1);
    }

    /**
     * Hides keys that are further away than {@code distance}: [1, 1, time, time].
     *
     * @param like gives device and type
     */
    public static @Nullable Tensor window(long time, long distance, Tensor like) {
        if (time - 1 <= distance) {
            return null;
        }
        Tensor places = torch.arange(Tensors.scalar((double) time)).to(like.device(), like.scalar_type());
        Tensor apart = places.unsqueeze(1).sub(places.unsqueeze(0)).abs(); // [time, time]
        Tensor far = apart.gt(Tensors.scalar((double) distance)).to(like.device(), like.scalar_type());
        return far.mul(Tensors.scalar(Attention.HIDDEN)).unsqueeze(0).unsqueeze(0);
    }

    /**
     * Hides keys that come after the query: [1, 1, time, time].
     *
     * @param like gives device and type
     */
    public static @Nullable Tensor causal(long time, Tensor like) {
        if (time == 1) {
            return null;
        }
        Tensor all = torch.ones(new long[] {time, time}).to(like.device(), like.scalar_type());
        return all.triu(1).mul(Tensors.scalar(Attention.HIDDEN)).unsqueeze(0).unsqueeze(0);
    }

    /**
     * Hides keys that come after the query, keys further back than a window, and padding, where rows have positions of their own:
     * [batch, 1, queries, keys].
     *
     * @param queries positions, [batch][queries]
     * @param keys positions, [batch][keys]; below zero: padding
     * @param window keys that a query sees, its own included
     */
    public static Tensor before(int[][] queries, int[][] keys, int window, Tensor like) {
        int rows = queries.length;
        int wide = keys[0].length;
        float[] hidden = new float[rows * queries[0].length * wide];
        int place = 0;
        for (int row = 0; row < rows; row++) {
            for (int query : queries[row]) {
                for (int key : keys[row]) {
                    boolean seen = key >= 0 && key <= query && query - key < window;
                    hidden[place++] = seen ? 0 : (float) Attention.HIDDEN;
                }
            }
        }
        return Tensors.of(hidden, rows, 1, queries[0].length, wide).to(like.device(), like.scalar_type());
    }

    /** Hides what either hides. */
    public static @Nullable Tensor both(@Nullable Tensor a, @Nullable Tensor b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : a.add(b);
    }
}
