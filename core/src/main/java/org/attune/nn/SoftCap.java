// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Bends values smoothly to stay between a limit and its negative: limit · tanh(x / limit) (Gemma Team 2024).
 *
 * @param limit infinite for none
 */
public record SoftCap(double limit) {

    public static final SoftCap NONE = new SoftCap(Double.POSITIVE_INFINITY);

    /** In fp32 or wider; x as it is where there is no limit. */
    public Tensor apply(Tensor x) {
        if (limit == Double.POSITIVE_INFINITY) {
            return x;
        }
        ScalarType wide = Tensors.type(x) == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
        return torch.tanh(x.to(wide).div(Tensors.scalar(limit))).mul(Tensors.scalar(limit));
    }
}
