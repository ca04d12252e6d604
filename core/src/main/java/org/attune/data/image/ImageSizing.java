// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

/**
 * From an image of any size to the one that a model sees.
 *
 * @param shorter the shorter side after resizing; 0: no side keeps its shape, both become the model's
 * @param height in pixels, as the model sees it
 */
public record ImageSizing(int shorter, int height, int width, Resampling resampling) {

    /** To what is kept of an image: all of it, resized. */
    Pixels resized(Pixels image) {
        if (shorter == 0) {
            return resampling.resize(image, width, height);
        }
        boolean upright = image.width() <= image.height();
        long longer =
                (long) shorter * Math.max(image.width(), image.height()) / Math.min(image.width(), image.height());
        int other = (int) Math.min(1 << 14, longer);
        return resampling.resize(image, upright ? shorter : other, upright ? other : shorter);
    }

    /** The middle of what is kept; black where it is smaller. */
    public Pixels middle(Pixels kept) {
        return kept.width() == width && kept.height() == height
                ? kept
                : kept.part(
                        Math.floorDiv(kept.width() - width, 2),
                        Math.floorDiv(kept.height() - height, 2),
                        width,
                        height);
    }
}
