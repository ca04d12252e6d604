// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What LoRA (Hu et al. 2021) adds to a linear layer: scale · B(A(dropout(x))), A [rank, in], B [out, rank].
 *
 * @param magnitude of each row of the layer's weight with what is added, [out]; null where rows have the length that they come to
 * @param dropout of the input, in training
 * @param number tells the layers of a network apart, for their dropout
 */
public record LowRank(
        Parameter a, Parameter b, @Nullable Magnitude magnitude, double scale, double dropout, int number) {

    /** Sites of dropout apart from all sites of encoders and heads. */
    private static final long FIRST_SITE = 1L << 21;

    /** What goes into the part. */
    Tensor input(Tensor x, Pass pass) {
        return pass.dropout(x, dropout, FIRST_SITE + number);
    }

    /** {@link #input} [..., in] → [..., out]. */
    Tensor forward(Tensor input) {
        Tensor low = Linear.product(input, a.leaf(), null); // [..., rank]
        return Linear.product(low, b.leaf(), null).mul(Tensors.scalar(scale));
    }

    /** The same as one matrix, [out, in] in the masters' type. */
    Tensor matrix() {
        return b.master().mm(a.master()).mul(Tensors.scalar(scale));
    }
}
