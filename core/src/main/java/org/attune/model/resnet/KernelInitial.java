// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import org.attune.model.Initial;
import org.attune.model.Wanted;

/**
 * Kernels whose answers vary as much as what goes in (He et al. 2015): variance 2 / values that meet in one.
 *
 * @param outputs whether those are the outputs of a value, as for the backward, or the inputs of one
 */
record KernelInitial(boolean outputs) implements Initial {

    static KernelInitial byOutputs() {
        return new KernelInitial(true);
    }

    static KernelInitial byInputs() {
        return new KernelInitial(false);
    }

    @Override
    public double deviation(String name) {
        throw new UnsupportedOperationException(name + " is drawn by its shape");
    }

    @Override
    public double deviation(Wanted wanted) {
        long values =
                wanted.size() / wanted.shape().get(outputs && wanted.shape().size() == 4 ? 1 : 0);
        return Math.sqrt(2.0 / values);
    }
}
