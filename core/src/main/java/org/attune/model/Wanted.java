// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import org.attune.tensor.Parameter;

/**
 * A parameter that an architecture asks for.
 *
 * @param shape outermost dimension first
 * @param zeroRow the row of a table that starts as zero, -1 for none
 * @param transposed whether it is the weight of a linear layer that is stored as [in, out]
 */
public record Wanted(String name, Parameter.Kind kind, List<Long> shape, int zeroRow, boolean transposed) {

    Wanted(String name, Parameter.Kind kind, List<Long> shape, int zeroRow) {
        this(name, kind, shape, zeroRow, false);
    }

    /** Of the weight of a linear layer, the width of what it takes. */
    long in() {
        return shape.get(transposed ? 0 : 1);
    }

    /** Of the weight of a linear layer, the width of what it gives. */
    long out() {
        return shape.get(transposed ? 1 : 0);
    }

    /** What older checkpoints leave out: nothing is computed from it. */
    static final String COUNT = ".num_batches_tracked";

    boolean isStatistic() {
        return kind == Parameter.Kind.STATISTIC;
    }

    boolean isOptional() {
        return isStatistic() && name.endsWith(COUNT);
    }

    /** The number of its values. */
    public long size() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
