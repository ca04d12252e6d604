// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import java.util.ArrayList;
import java.util.List;
import org.attune.model.Layers;
import org.attune.nn.Activation;
import org.attune.nn.Convolution.Form;
import org.attune.nn.NormedConvolution;

/**
 * One residual block.
 *
 * @param bottleneck whether it narrows, convolves and widens, instead of convolving twice
 * @param early whether a bottleneck takes its stride in its first convolution
 */
record ResNetLayout(String name, int in, int out, int stride, boolean bottleneck, boolean early) {

    static final int REDUCTION = 4;

    /** Of the convolutions one after another. */
    List<Form> forms() {
        if (!bottleneck) {
            return List.of(Form.same(in, out, 3, stride), Form.same(out, out, 3, 1));
        }
        int narrow = out / REDUCTION;
        return List.of(
                Form.same(in, narrow, 1, early ? stride : 1),
                Form.same(narrow, narrow, 3, early ? 1 : stride),
                Form.same(narrow, out, 1, 1));
    }

    ResNetBlock block(Activation last, Layers from) {
        List<NormedConvolution> layers = new ArrayList<>();
        NormedConvolution shortcut =
                in == out && stride == 1 ? null : normed(name + ".shortcut", Form.same(in, out, 1, stride), from);
        List<Form> forms = forms();
        for (int i = 0; i < forms.size(); i++) {
            layers.add(normed(name + ".layer." + i, forms.get(i), from));
        }
        return new ResNetBlock(layers, shortcut, last);
    }

    static NormedConvolution normed(String name, Form form, Layers from) {
        return new NormedConvolution(
                from.convolution(name + ".convolution", form, false),
                from.batchNorm(name + ".normalization", form.out()));
    }
}
