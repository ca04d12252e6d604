// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import org.attune.tensor.Parameter;
import org.bytedeco.pytorch.Tensor;

/** The gradients of an optimiser step, summed over its micro-batches. */
@FunctionalInterface
public interface GradientSums {

    /** Of a parameter that learns, in the shape and type of its master: to be added to in place. */
    Tensor of(Parameter parameter);
}
