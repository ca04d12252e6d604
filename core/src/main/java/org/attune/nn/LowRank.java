// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * What LoRA (Hu et al. 2021) adds to a linear layer: scale · B(A(dropout(x))), A [rank, in], B [out, rank].
 *
 * @param dropout of the input, in training
 * @param number tells the layers of a network apart, for their dropout
 */
public record LowRank(Parameter a, Parameter b, double scale, double dropout, int number) {

    /** Sites of dropout apart from all sites of encoders and heads. */
    private static final long FIRST_SITE = 1L << 21;

    /** x [..., in] → [..., out]. */
    Tensor forward(Tensor x, Pass pass) {
        Tensor low = Linear.product(pass.dropout(x, dropout, FIRST_SITE + number), a.leaf(), null); // [..., rank]
        return Linear.product(low, b.leaf(), null).mul(Tensors.scalar(scale));
    }

    /** The same as one matrix, [out, in] in the masters' type. */
    Tensor matrix() {
        return b.master().mm(a.master()).mul(Tensors.scalar(scale));
    }
}
