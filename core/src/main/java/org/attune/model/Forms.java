// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.function.Predicate;
import org.attune.model.Layers.Wanted;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * In which form each parameter is kept. With a storage that quantises, nothing of the backbone's weights and tables learns: its linear
 * weights are quantised, and its tables have the type of products (lossless for a checkpoint in bf16), of which a tied last layer needs
 * no copy. Norms, biases, low-rank parts and heads stay wide.
 *
 * @param backbone tells names of the pre-trained backbone
 */
record Forms(Placement placement, Predicate<String> backbone) {

    private static final long WIDE = 4;
    private static final long NARROW = 2;

    /** Everything as values, masters beside narrow copies. */
    static Forms values(Placement placement) {
        return new Forms(placement, name -> false);
    }

    boolean quantises(Wanted wanted) {
        return wanted.kind() == Parameter.Kind.WEIGHT && isBackbone(wanted);
    }

    /** The type of a master. */
    ScalarType master(Wanted wanted) {
        boolean narrow = wanted.kind() == Parameter.Kind.TABLE && isBackbone(wanted);
        return narrow ? placement.compute() : placement.master();
    }

    private boolean isBackbone(Wanted wanted) {
        return placement.storage().isQuantised() && backbone.test(wanted.name()) && !Adapter.isPart(wanted.name());
    }

    /** Bytes that it occupies while nothing learns. */
    long bytes(Wanted wanted) {
        if (quantises(wanted)) {
            return placement.storage().bytes(wanted.size());
        }
        boolean narrow = placement.compute() == ScalarType.BFloat16;
        if (narrow && master(wanted) == ScalarType.BFloat16) {
            return NARROW * wanted.size();
        }
        return (wanted.kind() == Parameter.Kind.WEIGHT && narrow ? WIDE + NARROW : WIDE) * wanted.size();
    }
}
