// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

/**
 * How many rows go through the model at once where the recipe leaves it open: as many as a budget of memory holds that grows with
 * the weights, so that a step of short rows is one pass and only steps of long rows are cut, and so that adding the gradients of
 * many weights up stays a small part of a pass. A function of the model's shape and the rows' length alone,
 * never of the memory that happens to be free, so that a run has the same bits wherever it is repeated.
 *
 * @param blocks the number of the encoder's blocks
 * @param heads of attention in each
 * @param sequences of a row: two where the texts of a pair do not see each other
 * @param image bytes of activations of an image; 0 for text
 */
public record MicroBatch(int blocks, int width, int heads, int sequences, long image) {

    /** Bytes that the activations of one micro-batch may take whatever the model's size. */
    private static final long LEAST = 320L << 20;

    /** How often the bytes of the blocks' weights in fp32 they may take besides: gradients and moments take as much again. */
    private static final int PER_WEIGHT = 3;

    /** Bytes in fp32 of a block's weights for each unit of its width's square: attention 4, the feed-forward network 8. */
    private static final long WEIGHTS = 4L * (4 + 8);

    /** Bytes that the activations of a micro-batch of images may take. */
    private static final long OF_IMAGES = 640L << 20;

    /** Bytes of activations per token, block and unit of width, measured on BERT shapes in fp32 and rounded up. */
    private static final int PER_UNIT = 80;

    /** Bytes of activations of one row with so many tokens, kept for its backward. */
    public long bytesPerRow(int length) {
        if (image > 0) {
            return image;
        }
        long states = (long) PER_UNIT * width * length;
        long shares = 16L * heads * length * length;
        return (long) sequences * blocks * (states + shares);
    }

    /** Rows of this many tokens each; at least one. */
    public int rows(int length) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, budget() / Math.max(1, bytesPerRow(length))));
    }

    private long budget() {
        return image > 0 ? OF_IMAGES : LEAST + PER_WEIGHT * WEIGHTS * blocks * width * width;
    }
}
