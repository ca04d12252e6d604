// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import org.attune.model.Initial;
import org.attune.model.Sizes;

/** Normal, cut off, and narrower for what adds to the residual stream, as the reference draws. */
record ModernBertInitial(Sizes sizes, ModernBertConfig.Spread spread) implements Initial {

    @Override
    public double deviation(String name) {
        if (name.startsWith("classifier.")) {
            return 1 / Math.sqrt(sizes.width());
        } else if (name.endsWith(".Wo.weight") || name.startsWith("head.dense.")) {
            return spread.deviation() / Math.sqrt(2.0 * sizes.blocks());
        }
        return spread.deviation();
    }

    @Override
    public double cutoff() {
        return spread.cutoff();
    }
}
