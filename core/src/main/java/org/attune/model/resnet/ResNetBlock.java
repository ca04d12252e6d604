// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import java.util.List;
import org.attune.nn.Activation;
import org.attune.nn.Block;
import org.attune.nn.NormedConvolution;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions with ReLU between them, added to what went in.
 *
 * @param shortcut makes what went in fit; null where it fits
 */
record ResNetBlock(List<NormedConvolution> layers, @Nullable NormedConvolution shortcut, Activation last)
        implements Block {

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).forward(i == 0 ? y : Activation.RELU.apply(y), pass);
        }
        return last.apply(y.add(shortcut == null ? x : shortcut.forward(x, pass)));
    }
}
