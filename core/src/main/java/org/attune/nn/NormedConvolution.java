// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;

/** A convolution without bias, and the norm that follows it. */
public record NormedConvolution(Convolution convolution, BatchNorm2d norm) {

    /** x [batch, in, height, width] → [batch, out, …] in the masters' type. */
    public Tensor forward(Tensor x, Pass pass) {
        return norm.forward(convolution.forward(x), pass);
    }
}
