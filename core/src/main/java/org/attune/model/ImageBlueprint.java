// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/** The blueprint of a network that takes images. */
public interface ImageBlueprint extends Blueprint {

    /** The preprocessing of networks that learnt ImageNet at 224 pixels. */
    String IMAGENET = """
            {"size": {"shortest_edge": 256}, "resample": 2, "do_center_crop": true,
             "crop_size": {"height": 224, "width": 224},
             "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}""";

    /** Colours of a pixel: 3, or 1 for grey. */
    int channels();

    /**
     * How images become pixels where the model's directory does not say, in the form of preprocessor_config.json. Its size is the
     * only one that the network takes where {@link #takesOneSize}.
     */
    String preprocessor();

    default boolean takesOneSize() {
        return false;
    }

    /** Whether it has norms over the rows of a batch, which couple these where the norms learn. */
    default boolean couplesRows() {
        return false;
    }

    /** What an image of this size costs. */
    ImageCost cost(int height, int width);

    /** There is one head for images, and every format has it. */
    @Override
    default boolean referenceHas(HeadRequest request) {
        return true;
    }
}
