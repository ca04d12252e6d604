// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Layer normalisation over the last dimension (Ba, Kiros, Hinton 2016), in the masters' type. */
public final class LayerNorm {

    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final double epsilon;

    public LayerNorm(Parameter weight, @Nullable Parameter bias, double epsilon) {
        this.weight = weight;
        this.bias = bias;
        this.epsilon = epsilon;
    }

    /** x [..., dim] → [..., dim] in the masters' type. */
    public Tensor forward(Tensor x) {
        Tensor scale = weight.leaf();
        Tensor shift = bias == null ? null : bias.leaf();
        return Profile.part(
                "norm",
                () -> torch.layer_norm(
                        x.to(scale.scalar_type()),
                        new long[] {scale.size(0)},
                        Tensors.optional(scale),
                        Tensors.optional(shift),
                        epsilon,
                        true));
    }
}
