// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;

/** One of the equal parts that a transformer is a stack of. */
@FunctionalInterface
public interface Block {

    /** x [batch, time, width] → the same shape. */
    Tensor forward(Tensor x, Places places, Pass pass);
}
