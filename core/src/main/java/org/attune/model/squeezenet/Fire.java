// SPDX-License-Identifier: Apache-2.0
package org.attune.model.squeezenet;

import org.attune.model.Layers;
import org.attune.nn.Activation;
import org.attune.nn.Block;
import org.attune.nn.Convolution;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.Pooling;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Few channels, then many by kernels of one place and of nine side by side. */
final class Fire implements Block {

    private final boolean smaller;
    private final Convolution squeeze;
    private final Convolution one;
    private final Convolution nine;

    /**
     * How wide it is.
     *
     * @param smaller whether the image is halved before
     */
    record Form(String name, int in, int squeezed, boolean smaller) {

        /** Of each of the two kinds of kernels. */
        int expanded() {
            return 4 * squeezed;
        }

        int out() {
            return 2 * expanded();
        }
    }

    Fire(Form form, Layers from) {
        smaller = form.smaller();
        squeeze = from.convolution(
                form.name() + ".squeeze", Convolution.Form.same(form.in(), form.squeezed(), 1, 1), true);
        one = from.convolution(
                form.name() + ".expand1x1", Convolution.Form.same(form.squeezed(), form.expanded(), 1, 1), true);
        nine = from.convolution(
                form.name() + ".expand3x3", Convolution.Form.same(form.squeezed(), form.expanded(), 3, 1), true);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor input = smaller ? Pooling.largest(x, 0, true) : x;
        Tensor few = Activation.RELU.apply(squeeze.forward(input));
        TensorVector both = new TensorVector();
        both.push_back(Activation.RELU.apply(one.forward(few)));
        both.push_back(Activation.RELU.apply(nine.forward(few)));
        return torch.cat(both, 1);
    }
}
