// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import org.attune.nn.Activation;
import org.attune.nn.Block;
import org.attune.nn.NormedConvolution;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Two convolutions, added to what went in.
 *
 * @param added channels that the answer has more; the shortcut takes every other place and has zeros there (option A of the paper)
 */
record CifarResNetBlock(NormedConvolution first, NormedConvolution second, int added) implements Block {

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor y = second.forward(Activation.RELU.apply(first.forward(x, pass)), pass);
        return Activation.RELU.apply(y.add(added == 0 ? x : shortcut(x)));
    }

    private Tensor shortcut(Tensor x) {
        Tensor half = everyOther(everyOther(x, 2), 3);
        return torch.constant_pad_nd(half, 0, 0, 0, 0, added / 2, added / 2);
    }

    private static Tensor everyOther(Tensor x, long dimension) {
        return x.slice(dimension, new LongOptional(), new LongOptional(), 2);
    }
}
