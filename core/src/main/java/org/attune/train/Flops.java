// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.model.ImageBlueprint;
import org.attune.model.Model;
import org.attune.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What the mathematics of a training step needs: two operations per weight and token in the forward, two for the gradient of
 * the input, two for that of the weight where it learns, and attention's two products. Padding, recomputation and gradients of
 * frozen weights do not count.
 */
public final class Flops {

    private final double perToken;
    private final double perTokenPair;
    private final @Nullable ImageBlueprint images;
    private final double perProduct;

    public Flops(Model model) {
        boolean learns = false;
        double linear = 0;
        double all = 0;
        for (Parameter parameter : model.parameters().all()) {
            if (parameter.kind() == Parameter.Kind.WEIGHT && !model.isHead(parameter.name())) {
                linear += parameter.size() * (parameter.learns() ? 6.0 : 4.0);
                all += parameter.size();
                learns |= parameter.learns();
            }
        }
        perToken = learns ? linear : 0;
        // two products of 2 · width operations per pair of tokens and block, each three times
        perTokenPair =
                learns ? 12.0 * model.backbone().width() * model.backbone().blocks() : 0;
        images = model.blueprint() instanceof ImageBlueprint of ? of : null;
        perProduct = all == 0 ? 0 : perToken / all; // as if weights that learn were used as often as others
    }

    public double of(Batch batch) {
        double sum = 0;
        for (Example example : batch.examples()) {
            if (images != null && example.features() instanceof Example.Image image) {
                sum += perProduct * images.cost(image.height(), image.width()).products();
                continue;
            }
            double length = example.length();
            sum += length * perToken + length * length * perTokenPair;
        }
        return sum;
    }
}
