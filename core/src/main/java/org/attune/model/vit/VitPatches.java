// SPDX-License-Identifier: Apache-2.0
package org.attune.model.vit;

/**
 * How an image is cut into squares.
 *
 * @param image the side of an image in pixels
 * @param side of a square in pixels
 */
record VitPatches(int channels, int image, int side) {

    int count() {
        return (image / side) * (image / side);
    }
}
