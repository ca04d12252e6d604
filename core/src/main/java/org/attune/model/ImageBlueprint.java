// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/** The blueprint of a network that takes images. */
public interface ImageBlueprint extends Blueprint {

    /** Colours of a pixel: 3, or 1 for grey. */
    int channels();

    /**
     * How images become pixels where the model's directory does not say, in the form of preprocessor_config.json. Its size is the
     * only one that the network takes where {@link #takesOneSize}.
     */
    String preprocessor();

    boolean takesOneSize();

    /** Whether it has norms over the rows of a batch, which couple these where the norms learn. */
    boolean couplesRows();

    /** What an image of this size costs. */
    ImageCost cost(int height, int width);

    /** There is one head for images, and every format has it. */
    @Override
    default boolean referenceHas(HeadRequest request) {
        return true;
    }
}
