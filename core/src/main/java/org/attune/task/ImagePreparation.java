// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import org.attune.config.ImageConfig;
import org.attune.data.image.ImageSizing;
import org.attune.data.image.ImageValues;
import org.attune.model.Base;
import org.attune.problem.Problems;
import tools.jackson.databind.node.ObjectNode;

/**
 * How images become what a model takes.
 *
 * @param text the same as preprocessor_config.json
 */
record ImagePreparation(ImageSizing sizing, ImageValues values, String text) {

    /** As the model's files say, and the recipe where it says otherwise; what is wrong with either is a problem. */
    static ImagePreparation of(Base base, ImageConfig asked, Problems problems) {
        ObjectNode json = base.preprocessor();
        PreprocessorFields fields = new PreprocessorFields(json, base.description(), problems);
        PreprocessorFields.override(json, asked);
        ImageSizing sizing = fields.sizing();
        int channels = base.images().channels();
        double[] mean = fields.colours("do_normalize", "image_mean", channels, 0);
        double[] deviation = fields.colours("do_normalize", "image_std", channels, 1);
        if (base.images().takesOneSize()) {
            int side = new PreprocessorFields(base.images().preprocessor(), base.description(), problems)
                    .sizing()
                    .height();
            if (sizing.height() != side || sizing.width() != side) {
                problems.add(
                        "data.image.size",
                        "data.image.size",
                        sizing.height() + "×" + sizing.width() + " pixels",
                        "the model has positions for images of " + side + "×" + side,
                        "leave data.image.size out");
            }
        }
        ImageValues values = ImageValues.of(fields.scale(), mean, deviation, fields.isReversed());
        return new ImagePreparation(sizing, values, fields.text(List.of(mean, deviation)));
    }
}
