// SPDX-License-Identifier: Apache-2.0
package org.attune.model.vit;

import org.attune.model.Backbone;
import org.attune.model.ImageInputs;
import org.attune.model.Layers;
import org.attune.nn.Convolution;
import org.attune.nn.Pass;
import org.attune.nn.Pooling;
import org.attune.tensor.Parameter;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A linear layer of each square's pixels, which is a convolution, behind the class token; positions, dropout. */
final class VitEmbeddings implements Backbone.Stem {

    private final VitConfig config;
    private final Parameter token;
    private final @Nullable Parameter distilled;
    private final Parameter positions;
    private final Convolution projection;

    VitEmbeddings(VitConfig config, Layers from) {
        this.config = config;
        String name = config.prefix() + ".embeddings.";
        long width = config.sizes().width();
        VitPatches patches = config.patches();
        token = from.table(name + "cls_token", 1L, 1L, width);
        distilled = config.distilled() ? from.table(name + "distillation_token", 1L, 1L, width) : null;
        positions = from.table(
                name + "position_embeddings", 1L, (long) config.sizes().positions(), width);
        projection = from.convolution(
                name + "patch_embeddings.projection",
                new Convolution.Form(patches.channels(), config.sizes().width(), patches.side(), patches.side(), 0),
                true);
    }

    @Override
    public Tensor forward(ImageInputs inputs, Pass pass) {
        Tensor squares = Pooling.places(projection.forward(inputs.pixels())); // [batch, squares, width]
        long batch = squares.size(0);
        TensorVector all = new TensorVector();
        all.push_back(token.leaf().expand(batch, 1, squares.size(2)));
        if (distilled != null) {
            all.push_back(distilled.leaf().expand(batch, 1, squares.size(2)));
        }
        all.push_back(squares.to(positions.leaf().scalar_type()));
        Tensor x = torch.cat(all, 1).add(positions.leaf());
        return pass.dropout(x, config.dropout().hidden(), 0);
    }
}
