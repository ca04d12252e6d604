// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import org.attune.model.Backbone;
import org.attune.model.ImageInputs;
import org.attune.model.Layers;
import org.attune.nn.Activation;
import org.attune.nn.Convolution.Form;
import org.attune.nn.NormedConvolution;
import org.attune.nn.Pass;
import org.attune.nn.Pooling;
import org.bytedeco.pytorch.Tensor;

/** From pixels to a quarter of their height and width. */
final class ResNetStem implements Backbone.Stem {

    static final int SIDE = 7;

    private final NormedConvolution first;
    private final Activation activation;

    ResNetStem(ResNetConfig config, Layers from) {
        first = ResNetLayout.normed(
                "resnet.embedder.embedder", Form.same(config.channels(), config.stem(), SIDE, 2), from);
        activation = config.activation();
    }

    @Override
    public Tensor forward(ImageInputs inputs, Pass pass) {
        return Pooling.largest(activation.apply(first.forward(inputs.pixels(), pass)), 1, false);
    }
}
