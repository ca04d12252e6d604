// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.function.Predicate;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Storage;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * In which form each parameter is kept. With narrow storage, linear weights of the backbone have the type of their products and no
 * master, so that a model's weights are never in memory twice, not even while it is loaded. With a storage that quantises, nothing of the backbone's weights and tables learns: its linear
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
        return placement.storage().isQuantised() && wanted.kind() == Parameter.Kind.WEIGHT && isBackbone(wanted);
    }

    /**
     * The type of a master.
     *
     * @param compute the type of products with it
     */
    ScalarType master(Wanted wanted, ScalarType compute) {
        Parameter.Kind narrowed = placement.storage().isQuantised() ? Parameter.Kind.TABLE : Parameter.Kind.WEIGHT;
        boolean narrow = placement.storage() != Storage.VALUES && wanted.kind() == narrowed && isBackbone(wanted);
        return narrow ? compute : placement.master();
    }

    private boolean isBackbone(Wanted wanted) {
        return backbone.test(wanted.name()) && !Adapter.isPart(wanted.name());
    }

    /** Bytes that it occupies while nothing learns. */
    long bytes(Wanted wanted) {
        if (quantises(wanted)) {
            return placement.storage().bytes(wanted.size());
        }
        boolean narrow = placement.compute() == ScalarType.BFloat16;
        if (narrow && master(wanted, placement.compute()) == ScalarType.BFloat16) {
            return NARROW * wanted.size();
        }
        return (wanted.kind() == Parameter.Kind.WEIGHT && narrow ? WIDE + NARROW : WIDE) * wanted.size();
    }
}
