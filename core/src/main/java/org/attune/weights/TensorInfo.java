// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Arrays;

/**
 * What a checkpoint says of one tensor.
 *
 * @param shape dimensions, outermost first; empty for a scalar
 */
public record TensorInfo(String name, DType dtype, long[] shape) {

    /** As libtorch's own iterators; NumPy has the same. */
    static final int MOST_DIMENSIONS = 64;

    /** More than any machine addresses, and far enough from the end of a long that sums of sizes cannot overflow. */
    private static final long MOST_BYTES = 1L << 60;

    public TensorInfo {
        shape = shape.clone();
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    public long elements() {
        long product = 1;
        for (long dimension : shape) {
            product *= dimension;
        }
        return product;
    }

    public long bytes() {
        return elements() * dtype.bytes();
    }

    /**
     * Whether a shape can exist at all: no negative dimension, few dimensions, and a size in bytes that some machine could hold,
     * even when the zeros among the dimensions are left out (libtorch multiplies strides before it sees them).
     */
    static boolean isPossible(long[] shape, DType dtype) {
        if (shape.length > MOST_DIMENSIONS) {
            return false;
        }
        long room = MOST_BYTES / dtype.bytes();
        for (long dimension : shape) {
            if (dimension < 0 || dimension > room) {
                return false;
            }
            room /= Math.max(1, dimension);
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorInfo that
                && name.equals(that.name)
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + dtype.hashCode()) + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return name + " " + dtype + Arrays.toString(shape);
    }
}
