// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** The squared distance of the covariances of both domains over 4 d² (Deep CORAL, Sun and Saenko 2016, equations 1 to 3). */
public final class Coral implements Alignment {

    @Override
    public Tensor of(Tensor source, Tensor target) {
        double width = source.size(1);
        return covariance(source).sub(covariance(target)).square().sum().mul(Tensors.scalar(1 / (4 * width * width)));
    }

    /** [rows, width] → [width, width], unbiased; zeros of a single row. */
    private static Tensor covariance(Tensor states) {
        Tensor apart = states.sub(states.mean(0));
        return apart.t().mm(apart).mul(Tensors.scalar(1.0 / Math.max(1, states.size(0) - 1)));
    }
}
