// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

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
     * @param mask adds to [batch, heads, time, time] by broadcasting, null where all is visible
     * @return [batch, time, heads·dim]
     */
    public static Tensor forward(QueryKeyValue.Heads heads, @Nullable Tensor mask, Dropout dropout) {
        Tensor q = heads.queries();
        Tensor v = heads.values();
        double scale = 1 / Math.sqrt((double) q.size(-1));
        ScalarType wide = Tensors.type(q) == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
        Tensor scores = torch.matmul(
                q.mul(Tensors.scalar(scale)), heads.keys().transpose(-2, -1)); // [batch, heads, time, time]
        Tensor visible = mask == null ? scores : scores.add(mask);
        Tensor shares = torch.softmax(visible, -1, new ScalarTypeOptional(wide));
        Tensor mixed = torch.matmul(dropout.apply(shares).to(v.scalar_type()), v); // [batch, heads, time, dim]
        return mixed.transpose(1, 2).reshape(q.size(0), q.size(2), q.size(1) * v.size(-1));
    }

    /** A dropout at its own site of a pass. */
    public record Dropout(Pass pass, double rate, long site) {
        public Tensor apply(Tensor x) {
            return pass.dropout(x, rate, site);
        }
    }
}
