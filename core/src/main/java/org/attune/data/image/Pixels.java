// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

/**
 * An image in memory.
 *
 * @param rgb three bytes for each pixel, row by row from the top left
 */
public record Pixels(int width, int height, byte[] rgb) {

    public static final int CHANNELS = 3;

    public Pixels {
        if (rgb.length != CHANNELS * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes for " + width + "×" + height + " pixels");
        }
    }

    /** Of zeros: black. */
    static Pixels black(int width, int height) {
        return new Pixels(width, height, new byte[CHANNELS * width * height]);
    }

    int at(int x, int y, int channel) {
        return rgb[CHANNELS * (y * width + x) + channel] & 0xff;
    }

    /** A part of it; what lies outside is black. */
    Pixels part(int left, int top, int partWidth, int partHeight) {
        Pixels part = black(partWidth, partHeight);
        int from = Math.max(0, left);
        int to = Math.min(width, left + partWidth);
        for (int y = Math.max(0, top); y < Math.min(height, top + partHeight) && from < to; y++) {
            int target = CHANNELS * ((y - top) * partWidth + from - left);
            System.arraycopy(rgb, CHANNELS * (y * width + from), part.rgb, target, CHANNELS * (to - from));
        }
        return part;
    }

    /** Left and right exchanged. */
    Pixels mirrored() {
        Pixels mirrored = black(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy(x, y, mirrored, width - 1 - x, y);
            }
        }
        return mirrored;
    }

    /** Copies a pixel. */
    void copy(int x, int y, Pixels to, int toX, int toY) {
        System.arraycopy(rgb, CHANNELS * (y * width + x), to.rgb, CHANNELS * (toY * to.width + toX), CHANNELS);
    }
}
