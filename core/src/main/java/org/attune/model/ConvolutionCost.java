// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/** Adds up what convolutions cost, one after another on an image that they make smaller. */
public final class ConvolutionCost {

    /** The convolution's own answer, the norm's, and the activation's. */
    private static final int KEPT = 3;

    private int height;
    private int width;
    private double products;
    private long values;

    public ConvolutionCost(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** Halves the image, rounding up, as strides of two do. */
    public void halve() {
        height = (height + 1) / 2;
        width = (width + 1) / 2;
    }

    /** At the image's present size. */
    public void convolution(long in, long out, int side) {
        products += (double) in * out * side * side * height * width;
        values += KEPT * out * height * width;
    }

    public ImageCost total() {
        return new ImageCost(products, values);
    }
}
