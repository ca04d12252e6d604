// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;

/** down(f(gate(x)) · up(x)) (Shazeer 2020, "GLU variants improve transformer"). */
public record GatedFeedForward(Linear gate, Linear up, Linear down, Activation activation) {

    /** x [..., width] → [..., width]. */
    public Tensor forward(Tensor x, Pass pass) {
        return down.forward(activation.apply(gate.forward(x, pass)).mul(up.forward(x, pass)), pass);
    }
}
