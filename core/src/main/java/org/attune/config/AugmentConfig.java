// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/**
 * What chance does to training images, each time anew.
 *
 * @param flip whether half of them are mirrored from left to right
 * @param rotation degrees to either side, at most
 * @param colour how far brightness, contrast and saturation move from 1, at most
 * @param erase share of images from which a rectangle is taken
 */
public record AugmentConfig(Crop crop, boolean flip, double rotation, double colour, double erase) {

    public static final AugmentConfig NONE = new AugmentConfig(Crop.NONE, false, 0, 0, 0);

    /** Which part of an image is seen. */
    public enum Crop {
        /** As in evaluation. */
        NONE,
        /** A part of 8 to 100 % of its area and of nearly its shape, resized (Szegedy et al. 2015). */
        RESIZED,
        /** All of it, moved by an eighth of its size at most in a black frame (He et al. 2016, section 4.2). */
        SHIFTED
    }

    public AugmentConfig {
        Rules.of("data.augment")
                .between("rotation", rotation, 0, 180)
                .below("colour", colour, 0, 1)
                .between("erase", erase, 0, 1)
                .check();
    }

    static AugmentConfig bind(Section augment) {
        Crop crop = augment.choice("crop", Crop.NONE);
        boolean flip = augment.flag("flip", false);
        double rotation = augment.number("rotation", 0);
        double colour = augment.number("colour", 0);
        double erase = augment.number("erase", 0);
        augment.finish();
        return augment.build(() -> new AugmentConfig(crop, flip, rotation, colour, erase), NONE);
    }
}
