// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;

/** One of the parts that a network is a stack of. */
@FunctionalInterface
public interface Block {

    /** x [batch, time, width] → the same shape; in a convolutional network [batch, channels, height, width] → others of these. */
    Tensor forward(Tensor x, Places places, Pass pass);
}
