// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A convolution over images, W [out, in, side, side]. */
public final class Convolution {

    private static final long[] DENSE = {1, 1};

    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final Form form;

    /**
     * How a square kernel moves.
     *
     * @param padding zeros at each side of the image
     */
    public record Form(int in, int out, int side, int stride, int padding) {

        /** Padded so that a stride of one keeps the image's size; the side is odd. */
        public static Form same(int in, int out, int side, int stride) {
            return new Form(in, out, side, stride, side / 2);
        }
    }

    public Convolution(Parameter weight, @Nullable Parameter bias, Form form) {
        this.weight = weight;
        this.bias = bias;
        this.form = form;
    }

    /** x [batch, in, height, width] of any floating type → [batch, out, …] of the weight's; the memory format is kept. */
    public Tensor forward(Tensor x) {
        ScalarType type = weight.compute();
        Tensor shift = bias == null ? null : bias.leaf().to(type);
        return Profile.part(
                "convolution",
                () -> torch.conv2d(
                        x.to(type),
                        weight.leaf(),
                        Tensors.optional(shift),
                        new long[] {form.stride(), form.stride()},
                        new long[] {form.padding(), form.padding()},
                        DENSE,
                        1));
    }
}
