// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Root mean square normalisation over the last dimension (Zhang, Sennrich 2019), in the masters' type. */
public final class RmsNorm {

    private final Parameter weight;
    private final double offset;
    private final double epsilon;

    /** @param offset added to the weight: 0, or 1 where a checkpoint stores how far its scale is from one */
    public RmsNorm(Parameter weight, double offset, double epsilon) {
        this.weight = weight;
        this.offset = offset;
        this.epsilon = epsilon;
    }

    /** x [..., dim] → [..., dim] in the masters' type. */
    public Tensor forward(Tensor x) {
        Tensor stored = weight.leaf();
        Tensor scale = offset == 0 ? stored : stored.add(Tensors.scalar(offset));
        return Profile.part(
                "norm",
                () -> torch.rms_norm(
                        x.to(scale.scalar_type()),
                        new long[] {scale.size(0)},
                        Tensors.optional(scale),
                        new DoubleOptional(epsilon)));
    }
}
