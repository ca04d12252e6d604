// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

/**
 * How many rows go through the model at once where the recipe leaves it open. A function of the model's shape and the longest row
 * alone, never of the memory that happens to be free, so that a run has the same bits wherever it is repeated.
 */
public final class MicroBatch {

    /** What the activations of one micro-batch may take. */
    private static final long BUDGET = 768L << 20;

    /** Bytes of activations per token, layer and unit of width, measured on BERT shapes in fp32 and rounded up. */
    private static final int PER_UNIT = 80;

    private MicroBatch() {}

    /** Bytes of activations of one row, kept for its backward. */
    public static long bytesPerRow(int layers, int width, int heads, int length) {
        long states = (long) PER_UNIT * width * length;
        long shares = 16L * heads * length * length;
        return layers * (states + shares);
    }

    public static int rows(int layers, int width, int heads, int length, int batchSize) {
        long fitting = BUDGET / Math.max(1, bytesPerRow(layers, width, heads, length));
        return (int) Math.max(1, Math.min(batchSize, fitting));
    }
}
