// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * softmax(q kᵀ / √d + mask) v (Vaswani et al. 2017), composed by hand: libtorch's fused operator is 12 to 27 times slower in bf16
 * on the CPU. Softmax statistics are never narrower than fp32.
 */
public final class Attention {

    /** Added to the scores of keys that must not be seen; its exponential is exactly zero in every type. */
    public static final double HIDDEN = -1e9;

    private Attention() {}

    /**
     * @param mask adds to [batch, heads, queries, keys] by broadcasting, null where all is visible
     * @return [batch, time, heads·dim]
     */
    public static Tensor forward(QueryKeyValue.Heads heads, @Nullable Tensor mask, Dropout dropout) {
        return forward(heads, Scores.of(heads.queries().size(-1)), mask, dropout);
    }

    /** Queries of heads that share their keys and values lie one below another in one product, so that nothing is repeated. */
    public static Tensor forward(QueryKeyValue.Heads heads, Scores scores, @Nullable Tensor mask, Dropout dropout) {
        return Profile.part("attention", () -> mixed(heads, scores, mask, dropout));
    }

    private static Tensor mixed(QueryKeyValue.Heads heads, Scores scores, @Nullable Tensor mask, Dropout dropout) {
        Tensor q = heads.queries();
        Tensor v = heads.values();
        long batch = q.size(0);
        long time = q.size(2);
        long groups = v.size(1);
        long lines = q.size(1) / groups * time;
        ScalarType wide = Tensors.type(q) == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
        Tensor stacked = q.mul(Tensors.scalar(scores.scale())).reshape(batch, groups, lines, q.size(-1));
        long seen = v.size(2);
        Tensor products = torch.matmul(stacked, heads.keys().transpose(-2, -1)).view(batch, q.size(1), time, seen);
        Tensor bounded = scores.cap().apply(products);
        Tensor visible = mask == null ? bounded : bounded.add(mask);
        Tensor shares = torch.softmax(visible, -1, new ScalarTypeOptional(wide));
        Tensor kept = dropout.apply(shares).to(v.scalar_type()).view(batch, groups, lines, seen);
        Tensor mixed = torch.matmul(kept, v).view(batch, q.size(1), time, v.size(-1)); // [batch, heads, time, dim]
        return mixed.transpose(1, 2).reshape(batch, time, q.size(1) * v.size(-1));
    }

    /**
     * How scores follow from products of queries and keys.
     *
     * @param scale of the products
     * @param cap of the scaled products
     */
    public record Scores(double scale, SoftCap cap) {

        /** 1 / √dim, as the paper has it. */
        public static Scores of(long dim) {
            return new Scores(1 / Math.sqrt((double) dim), SoftCap.NONE);
        }
    }

    /** A dropout at its own site of a pass. */
    public record Dropout(Pass pass, double rate, long site) {
        public Tensor apply(Tensor x) {
            return pass.dropout(x, rate, site);
        }
    }
}
