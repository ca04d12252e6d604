// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gemma;

import org.attune.model.Initial;

/** Normal; norms zero, which means a scale of one. */
record GemmaInitial(double deviation) implements Initial {

    @Override
    public double deviation(String name) {
        return deviation;
    }

    @Override
    public float norm() {
        return 0;
    }
}
